import { parseSync } from '@swc/core';

/** The parts of a syntax tree's node that are used here. */
type Node = Record<string, unknown> & { type: string };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

export interface Source {
  /** String literals and templates. `…` stands for a template's values. */
  texts: string[];
  /** The methods called, with their object: `db.query` for `context.db.query`. */
  calls: string[];
  /** The members that interfaces and object types declare. */
  members: string[];
  /** What the file imports, requires or exports again. */
  imports: Import[];
  /** The names that it declares and exports. */
  exports: string[];
  /** What it reads without a parameter or an import that says so. */
  ambient: ('the environment' | 'the clock')[];
}

export interface Import {
  from: string;
  /** Whether only types come from there, so that nothing is loaded when the program runs. */
  onlyTypes: boolean;
  /** The names that the other file has for it; `*` for everything. */
  names: string[];
}

/** Reads from a TypeScript file what the interface {@link Source} lists. */
export function readSource(code: string): Source {
  const source: Source = { texts: [], calls: [], members: [], imports: [], exports: [], ambient: [] };
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isNode(value)) note(value, source);
    for (const member of Object.values(value)) visit(member);
  };
  visit(parseSync(code, { syntax: 'typescript', target: 'es2023' }).body);
  return source;
}

function note(node: Node, { texts, calls, members, imports, exports, ambient }: Source): void {
  if (node.type === 'StringLiteral') texts.push(String(node.value));
  if (node.type === 'TemplateLiteral') {
    const quasis = node.quasis as { cooked?: string; raw: string }[];
    texts.push(quasis.map(({ cooked, raw }) => cooked ?? raw).join('…'));
  }
  if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.type === 'MemberExpression') {
    calls.push(`${nameOf(node.callee.object)}.${nameOf(node.callee.property)}`);
  }
  if (node.type === 'TsPropertySignature') members.push(nameOf(node.key));
  const from = importedBy(node);
  if (from !== undefined) imports.push({ from, onlyTypes: importsOnlyTypes(node), names: importedNames(node) });
  if (node.type === 'ExportDeclaration') exports.push(...declaredNames(node.declaration));
  if (readsEnvironment(node)) ambient.push('the environment');
  if (readsClock(node)) ambient.push('the clock');
}

/** The last name of an expression: `env` for `env`, `process.env` and `process['env']`. */
function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  if (value.type === 'MemberExpression') return nameOf(value.property);
  return value.type === 'Computed' ? nameOf(value.expression) : String(value.value ?? '');
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What a declaration or call of any form imports. */
function importedBy(node: Node): string | undefined {
  if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type)) return textIn(node.source);
  if (node.type === 'TsImportType') return textIn(node.argument);
  if (node.type === 'TsExternalModuleReference') return textIn(node.expression);
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return undefined;
  if (node.callee.type !== 'Import' && nameOf(node.callee) !== 'require') return undefined;
  return textIn((listOf(node.arguments)[0] as { expression?: unknown } | undefined)?.expression);
}

const textIn = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'StringLiteral' ? String(value.value) : undefined;

function importsOnlyTypes(node: Node): boolean {
  const specifiers = listOf(node.specifiers) as { isTypeOnly?: boolean }[];
  return (
    node.type === 'TsImportType' ||
    node.typeOnly === true ||
    (specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly === true))
  );
}

function importedNames(node: Node): string[] {
  if (!Array.isArray(node.specifiers)) return ['*'];
  return (node.specifiers as Node[]).map(({ type, imported, local, orig }) => {
    if (type.includes('Namespace')) return '*';
    return type.includes('Default') ? 'default' : nameOf(imported ?? orig ?? local);
  });
}

const declaredNames = (node: unknown): string[] =>
  isNode(node)
    ? [node, ...listOf(node.declarations)]
        .map((each) => nameOf((each as Node).id ?? (each as Node).identifier))
        .filter(Boolean)
    : [];

/** Whether this is `process.env` in any form: a member, a destructured one, or the module that has it. */
function readsEnvironment(node: Node): boolean {
  if (node.type === 'MemberExpression') return nameOf(node.object) === 'process' && nameOf(node.property) === 'env';
  if (node.type === 'VariableDeclarator' && isNode(node.id) && nameOf(node.init) === 'process') {
    return listOf(node.id.properties).some((property) => nameOf((property as { key?: unknown }).key) === 'env');
  }
  return /^(node:)?process$/.test(importedBy(node) ?? '');
}

/** Whether this is `Date.now`, `Date()`, or `new Date` without a time. */
function readsClock(node: Node): boolean {
  if (node.type === 'MemberExpression') return nameOf(node.object) === 'Date' && nameOf(node.property) === 'now';
  if (nameOf(node.callee) !== 'Date') return false;
  return node.type === 'CallExpression' || (node.type === 'NewExpression' && listOf(node.arguments).length === 0);
}

/** Patterns of SQL, of whole statements and of pieces. Plain sentences match none of them. */
const SQL: RegExp[] = [
  /^\s*\(?select\s+(distinct\b|exists\b|\d|\*|"?\w+[".(,]|\w+\s+(as|from)\b|…)/,
  /\bselect\b[\s\S]*\bfrom\s+[a-z_]+(\s|$|\))/,
  /\binsert into\s/,
  /\bupdate\s+\S+(\s+\w+)?\s+set\s/,
  /\bdelete from\s+\S/,
  /\bwith\s+(recursive\s+)?\w+(\s*\([^)]*\))?\s+as\s+((not )?materialized\s+)?\(/,
  /\b(order|group|partition) by\s+[\w"$]/,
  /^\s*(from|join|left join|where|having|returning)\s+[a-z_]+(\s+[a-z]{1,3})?(\s+(join|left|where|on|order|limit)\b|\s*(=|<|>)|$)/,
  /^\s*(and|or|on|set|where|when)\s+[\w.(]+\s*(=|<|>|is (not )?null|in \()/,
  /\bon conflict\b|\bis (not )?(null|distinct from)\b|\bfor (no key )?(update|share)\b/,
  /(^|[\w)"]\s*)(=|<>|<=?|>=?|>>=|\blike|\bin)\s*(any\(|lower\(|\()?(\$\d|\?(?![\w"']))/,
  /\b(coalesce|nullif|json_agg|json_build_object|jsonb_\w+|string_agg|array_agg|unnest|setval|to_char|lower|strpos|starts_with|current_setting|pg_\w+)\(/,
  /::(int|bigint|text|boolean|date|jsonb?|timestamptz?|float8|cidr|regclass)\b/,
  /\b[a-z]+_[a-z_]+\s+as\s+["\w]/,
  /^\s*(begin|commit|rollback)(\s+(isolation level|transaction|work)\b[\s\S]*)?;?\s*$/,
  /^\s*(listen|notify|truncate|vacuum|savepoint)\s+\S+(\s+\S+)?;?\s*$|^\s*lock table\s/,
  /^\s*(create|alter|drop)\s+(table|index|unique index|view|function|trigger|type|extension)\b/,
  /^\s*set\s+\w+\s*=/,
];

/** Whether a text is SQL or a piece of SQL, with keywords in either letter case. */
export function isSql(text: string): boolean {
  const lowered = text.replace(/\b[A-Z]{2,}\b/g, (word) => word.toLowerCase());
  return SQL.some((shape) => shape.test(lowered));
}
