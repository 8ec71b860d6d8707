import { ALWAYS, type Condition, conditionOf, NAME } from './conditions';
import { isKnown, type Modifier } from './modifiers';

/**
 * Templates as WHMCS users know them, in the part of Smarty's language that letters need: `{$field}` with a few modifiers,
 * `{if}`, `{foreach}`, comments and `{literal}`. Nothing in it calls anything or reads anything but the merge fields.
 */

/** What a template has at one place: text, a field, a mark of a block, or something of Smarty that is not supported. */
type Piece = { raw: string; at: number } & (
  | { kind: 'text'; text: string }
  | { kind: 'field'; name: string; modifiers: Modifier[] }
  | { kind: 'if' | 'elseif' | 'else'; condition: Condition }
  | { kind: 'foreach'; loop: Loop }
  | { kind: 'foreachelse' | 'endforeach' | 'endif' | 'comment' }
  | { kind: 'unsupported' }
);

/** What a `{foreach}` goes through. */
export interface Loop {
  /** The field whose members it names one after the other. */
  from: string;
  item: string;
  /** The name of a member's own name. */
  key?: string | undefined;
  /** By which `$smarty.foreach` knows it. */
  name?: string | undefined;
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
const ARGUMENT = /:("[^"]*"|'[^']*'|[^|:"'\s]+)/g;

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
  const modifiers = [...chain.matchAll(MODIFIER)].map(([, modifier = '', given = '']) => ({
    name: modifier.toLowerCase(),
    arguments: [...given.matchAll(ARGUMENT)].map(([, text = '']) => unquoted(text)),
  }));
  return { kind: 'field', name, modifiers };
}

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/s, '$2');

type Mark =
  | { kind: 'if' | 'elseif' | 'else'; condition: Condition }
  | { kind: 'foreach'; loop: Loop }
  | { kind: 'foreachelse' | 'endforeach' | 'endif' | 'unsupported' };

function markOf(word: string, rest: string): Mark {
  if (word === '/if' && rest === '') return { kind: 'endif' };
  if (word === '/foreach' && rest === '') return { kind: 'endforeach' };
  if (word === 'foreachelse' && rest === '') return { kind: 'foreachelse' };
  if (word === 'foreach') {
    const loop = loopOf(rest);
    return loop === undefined ? { kind: 'unsupported' } : { kind: 'foreach', loop };
  }
  if (word === 'else' && rest === '') return { kind: 'else', condition: ALWAYS };
  const isElse = word === 'elseif' || (word === 'else' && /^if\b/.test(rest));
  if (word !== 'if' && !isElse) return { kind: 'unsupported' };
  const condition = conditionOf(word === 'else' ? rest.slice(2).trim() : rest);
  if (condition === undefined) return { kind: 'unsupported' };
  return { kind: isElse ? 'elseif' : 'if', condition };
}

const LOOP = new RegExp(`^\\$(${NAME})\\s+as\\s+(?:\\$([a-z_]\\w*)\\s*=>\\s*)?\\$([a-z_]\\w*)$`, 'i');
const PAIR = `(?:from|item|key|name)\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s"']+)`;
// Without white space between them, there would be many ways to read the same text.
const OLD_LOOP = new RegExp(`^${PAIR}(?:\\s+${PAIR})*$`, 'i');
const PART = /(from|item|key|name)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)/gi;

/** Reads `$list as $key => $item`, or `from=$list item=item key=key name=name`. */
function loopOf(rest: string): Loop | undefined {
  const [, list, listKey, listItem] = LOOP.exec(rest) ?? [];
  if (list !== undefined && listItem !== undefined) return { from: list, key: listKey, item: listItem };
  if (!OLD_LOOP.test(rest)) return undefined;
  const parts = new Map(
    [...rest.matchAll(PART)].map(([, part = '', value = '']) => [part.toLowerCase(), unquoted(value)]),
  );
  const [from, item, key, name] = ['from', 'item', 'key', 'name'].map((part) => parts.get(part));
  if (from === undefined || !new RegExp(`^\\$${NAME}$`, 'i').test(from) || item === undefined) return undefined;
  const names = [item, key, name].filter((each) => each !== undefined);
  return names.every((each) => /^[a-z_]\w*$/i.test(each)) ? { from: from.slice(1), item, key, name } : undefined;
}

/** How deep blocks may be in one another. */
export const DEEPEST = 50;

/**
 * Finds what a template has that would not be filled in.
 *
 * @returns undefined if it is right; otherwise a text such as `line 3: {foreach} is not supported`
 */
export function findFault(template: string): string | undefined {
  const open: { at: number; block: 'if' | 'foreach'; hasElse: boolean }[] = [];
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
    if (kind === 'if' || kind === 'foreach') {
      if (open.push({ at, block: kind, hasElse: false }) > DEEPEST) return told(at, `{${kind}} is nested too deeply`);
      continue;
    }
    const block = BLOCKS[kind];
    if (block === undefined) continue;
    if (innermost?.block !== block) return told(at, `${tag} has no {${block}}`);
    const isEnd = kind === 'endif' || kind === 'endforeach';
    if (!isEnd && innermost.hasElse) return told(at, `${tag} comes after {${block === 'if' ? 'else' : 'foreachelse'}}`);
    if (kind === 'else' || kind === 'foreachelse') innermost.hasElse = true;
    if (isEnd) open.pop();
  }
  const [unclosed] = open.slice(-1);
  return unclosed && told(unclosed.at, `{${unclosed.block}} has no {/${unclosed.block}}`);
}

/** Which block a mark belongs to. */
const BLOCKS: { [Kind in Piece['kind']]?: 'if' | 'foreach' } = {
  ...{ elseif: 'if', else: 'if', endif: 'if' },
  ...{ foreachelse: 'foreach', endforeach: 'foreach' },
};

const LONGEST_SHOWN = 60;

/** A tag in one short line. */
function shown(raw: string): string {
  const line = raw.trim().replace(/[\p{C}\s]+/gu, ' ');
  return line.length <= LONGEST_SHOWN ? line : `${line.slice(0, LONGEST_SHOWN).toWellFormed()}...`;
}
