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
}

/** Reads the texts, calls and declared members of a TypeScript file. */
export function readSource(code: string): Source {
  const source: Source = { texts: [], calls: [], members: [] };
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isNode(value)) note(value, source);
    for (const member of Object.values(value)) visit(member);
  };
  visit(parseSync(code, { syntax: 'typescript', target: 'es2023' }).body);
  return source;
}

function note(node: Node, { texts, calls, members }: Source): void {
  if (node.type === 'StringLiteral') texts.push(String(node.value));
  if (node.type === 'TemplateLiteral') {
    const quasis = node.quasis as { cooked?: string; raw: string }[];
    texts.push(quasis.map(({ cooked, raw }) => cooked ?? raw).join('…'));
  }
  if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.type === 'MemberExpression') {
    calls.push(`${nameOf(node.callee.object)}.${nameOf(node.callee.property)}`);
  }
  if (node.type === 'TsPropertySignature') members.push(nameOf(node.key));
}

function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  return value.type === 'MemberExpression' ? nameOf(value.property) : String(value.value ?? '');
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
