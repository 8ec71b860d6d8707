import { ALWAYS, type Condition, conditionOf, NAME } from './conditions';

/**
 * Templates as WHMCS users know them, in the part of Smarty's language that letters need: `{$field}` with a few modifiers,
 * `{if}`, comments and `{literal}`. Nothing in it calls anything or reads anything but the merge fields.
 */

/** What a template has at one place: text, a field, a mark of a condition, or something of Smarty that is not supported. */
type Piece = { raw: string; at: number } & (
  | { kind: 'text'; text: string }
  | { kind: 'field'; name: string; modifiers: Modifier[] }
  | { kind: 'if' | 'elseif' | 'else'; condition: Condition }
  | { kind: 'endif' | 'comment' }
  | { kind: 'unsupported' }
);

interface Modifier {
  name: string;
  argument: string;
}

/** Longer tags are none: nobody writes them, and looking for their end would take long. */
const LONGEST_TAG = 1_000;

/** The words that begin a tag of Smarty. Braces before anything else are text, as in a style sheet. */
const KEYWORDS = new Set(
  (
    'if elseif else foreach foreachelse section sectionelse for forelse while include include_php insert assign append ' +
    'literal php capture strip math function call block extends eval nocache setfilter counter cycle debug fetch ' +
    'html_options mailto textformat config_load ldelim rdelim lang break continue'
  ).split(' '),
);

const FIELD = new RegExp(
  `^\\$(${NAME})((?:\\s*\\|\\s*@?[a-z_]\\w*(?::(?:"[^"]*"|'[^']*'|[^|:"'\\s]+))*)*)(?: nofilter)?$`,
  'i',
);
const MODIFIER = /\|\s*@?([a-z_]\w*)((?::(?:"[^"]*"|'[^']*'|[^|:"'\s]+))*)/gi;

const ENTITIES: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#39': "'", nbsp: ' ' };

/** Editors of HTML escape what is in a tag too. */
const decoded = (tag: string): string =>
  tag.replace(/&(quot|amp|lt|gt|#39|nbsp);/g, (_all, name) => ENTITIES[name] ?? '');

/** Takes a template apart. All pieces together are the whole of it. */
export function* piecesOf(template: string): Generator<Piece> {
  let end = 0;
  const textUntil = (at: number): Piece => ({
    kind: 'text',
    raw: template.slice(end, at),
    text: template.slice(end, at),
    at: end,
  });
  for (let at = template.indexOf('{'); at >= 0; at = template.indexOf('{', at + 1)) {
    const piece = tagAt(template, at);
    if (piece === undefined) continue;
    if (at > end) yield textUntil(at);
    yield piece;
    end = at + piece.raw.length;
    // The brace that ends a tag begins nothing.
    at = end - 1;
  }
  if (end < template.length) yield textUntil(template.length);
}

/** The tag that begins with a brace; undefined if that is a brace and nothing more. */
function tagAt(template: string, at: number): Piece | undefined {
  if (template[at + 1] === '*') return enclosed(template, at, '*}', { kind: 'comment' });
  const close = template.slice(at, at + LONGEST_TAG).indexOf('}');
  if (close < 0) return undefined;
  const raw = template.slice(at, at + close + 1);
  const tag = decoded(raw.slice(1, -1)).trimEnd();
  if (tag === 'literal') return enclosed(template, at, '{/literal}', { kind: 'text', text: '' });
  if (tag === 'ldelim' || tag === 'rdelim') return { kind: 'text', text: tag === 'ldelim' ? '{' : '}', raw, at };
  if (/^\$[a-z_]/i.test(tag)) return { ...fieldOf(tag), raw, at };
  const [, slash, word = '', rest = ''] = /^(\/?)([a-z_]+)(?![\w:;,.-])(.*)$/s.exec(tag) ?? [];
  if (!KEYWORDS.has(word)) return undefined;
  return { ...markOf(`${slash}${word}`, rest.trim()), raw: withLineEnd(template, at, raw), at };
}

function enclosed(
  template: string,
  at: number,
  ending: string,
  piece: { kind: 'comment' } | { kind: 'text'; text: string },
): Piece {
  const close = template.indexOf(ending, at);
  if (close < 0) return { kind: 'unsupported', raw: template.slice(at), at };
  const raw = template.slice(at, close + ending.length);
  if (piece.kind === 'comment') return { kind: 'comment', raw: withLineEnd(template, at, raw), at };
  return { kind: 'text', text: template.slice(template.indexOf('}', at) + 1, close), raw, at };
}

/** A mark alone on its line takes the line with it. */
function withLineEnd(template: string, at: number, raw: string): string {
  const isAlone = at === 0 || template[at - 1] === '\n';
  const [lineEnd = ''] = /^\r?\n/.exec(template.slice(at + raw.length, at + raw.length + 2)) ?? [];
  return isAlone ? raw + lineEnd : raw;
}

type FieldOrNone = { kind: 'field'; name: string; modifiers: Modifier[] } | { kind: 'unsupported' };

function fieldOf(tag: string): FieldOrNone {
  const [, name, chain = ''] = FIELD.exec(tag) ?? [];
  if (name === undefined) return { kind: 'unsupported' };
  const modifiers = [...chain.matchAll(MODIFIER)].map(([, modifier = '', argument = '']) => ({
    name: modifier.toLowerCase(),
    argument: argument.slice(1).replace(/^(["'])(.*)\1$/s, '$2'),
  }));
  return { kind: 'field', name, modifiers };
}

type Mark = { kind: 'if' | 'elseif' | 'else'; condition: Condition } | { kind: 'endif' | 'unsupported' };

function markOf(word: string, rest: string): Mark {
  if (word === '/if' && rest === '') return { kind: 'endif' };
  if (word === 'else' && rest === '') return { kind: 'else', condition: ALWAYS };
  const isElse = word === 'elseif' || (word === 'else' && /^if\b/.test(rest));
  if (word !== 'if' && !isElse) return { kind: 'unsupported' };
  const condition = conditionOf(word === 'else' ? rest.slice(2).trim() : rest);
  if (condition === undefined) return { kind: 'unsupported' };
  return { kind: isElse ? 'elseif' : 'if', condition };
}

type Change = (text: string, argument: string) => string;

/** Values are always escaped, and their lines stay lines, so these have nothing left to do. */
const NEEDLESS = ['escape', 'unescape', 'nl2br', 'strip_tags', 'trim', 'htmlspecialchars', 'nofilter'];

const CHANGES: Record<string, Change> = {
  ...Object.fromEntries(NEEDLESS.map((name): [string, Change] => [name, (text) => text])),
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  capitalize: (text) => text.replace(/(?<![\p{L}\p{N}'])\p{Ll}/gu, (letter) => letter.toUpperCase()),
  default: (text, argument) => (text === '' ? argument : text),
};

const isKnown = (modifier: Modifier): boolean => Object.hasOwn(CHANGES, modifier.name);

/** Changes a text as a field's modifiers say. Unknown ones change nothing. */
export const modified = (text: string, modifiers: Modifier[]): string =>
  modifiers.reduce(
    (rest, { name, argument }) => (Object.hasOwn(CHANGES, name) ? CHANGES[name]?.(rest, argument) : rest) ?? rest,
    text,
  );

const DEEPEST = 50;

/**
 * Finds what a template has that would not be filled in.
 *
 * @returns undefined if it is right; otherwise a text such as `line 3: {foreach} is not supported`
 */
export function findFault(template: string): string | undefined {
  const open: { at: number; hasElse: boolean }[] = [];
  const told = (at: number, what: string) => `line ${template.slice(0, at).split('\n').length}: ${what}`;
  for (const piece of piecesOf(template)) {
    const { kind, at } = piece;
    const tag = shown(piece.raw);
    const innermost = open.at(-1);
    if (kind === 'unsupported') return told(at, `${tag} is not supported`);
    if (kind === 'field') {
      const unknown = piece.modifiers.find((modifier) => !isKnown(modifier));
      if (unknown !== undefined) return told(at, `the modifier ${unknown.name} of ${tag} is not supported`);
    }
    if (kind === 'if' && open.push({ at, hasElse: false }) > DEEPEST) return told(at, `{if} is nested too deeply`);
    if (kind === 'elseif' || kind === 'else' || kind === 'endif') {
      if (innermost === undefined) return told(at, `${tag} has no {if}`);
      if (kind !== 'endif' && innermost.hasElse) return told(at, `${tag} comes after {else}`);
    }
    if (kind === 'else' && innermost !== undefined) innermost.hasElse = true;
    if (kind === 'endif') open.pop();
  }
  const [unclosed] = open.slice(-1);
  return unclosed && told(unclosed.at, '{if} has no {/if}');
}

const LONGEST_SHOWN = 60;

/** A tag in one short line. */
function shown(raw: string): string {
  const line = raw.trim().replace(/[\p{C}\s]+/gu, ' ');
  return line.length <= LONGEST_SHOWN ? line : `${line.slice(0, LONGEST_SHOWN).toWellFormed()}...`;
}
