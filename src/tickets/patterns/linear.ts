import { RE2JS } from 're2js';

/** Spaces as JavaScript counts them. RE2 counts those of ASCII only. */
const SPACES =
  '\\t\\n\\x0b\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const LINE_ENDS = '\\n\\r\\x{2028}\\x{2029}';

/** Escapes that mean the same in both languages, outside of character classes. */
const SAME = /^\\(?:[dDwWbBtnrf]|[^\w\s])/;
const SAME_IN_CLASS = /^\\(?:[dDwWtnrf]|[^\w\s])/;
const HEX = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/;

/**
 * Translates a JavaScript pattern for RE2, which takes no longer than the length of the text allows, whatever the
 * pattern.
 *
 * @returns undefined where RE2 has no such thing, as for lookahead and backreferences, or means another
 */
export function toLinear(pattern: RegExp): RE2JS | undefined {
  if (!/^[dgisu]*$/.test(pattern.flags) || !/^[\x20-\x7e]*$/.test(pattern.source)) return undefined;
  const translated = translate(pattern.source, pattern.flags.includes('s'));
  if (translated === undefined) return undefined;
  try {
    return RE2JS.compile(translated, pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    // For example, RE2 repeats nothing more than a thousand times.
    return undefined;
  }
}

function translate(source: string, dotAll: boolean): string | undefined {
  let result = '';
  for (let rest = source; rest !== ''; ) {
    const piece = rest.startsWith('[') ? translateClass(rest) : translatePiece(rest, dotAll);
    if (piece === undefined) return undefined;
    result += piece.translated;
    rest = rest.slice(piece.length);
  }
  return result;
}

interface Piece {
  translated: string;
  /** How much of the source it was. */
  length: number;
}

function translatePiece(rest: string, dotAll: boolean): Piece | undefined {
  if (rest.startsWith('\\')) return translateEscape(rest, SAME, `[${SPACES}]`, `[^${SPACES}]`);
  const [named] = /^\(\?<[A-Za-z_]\w*>/.exec(rest) ?? [];
  if (named !== undefined) return { translated: '(', length: named.length };
  if (rest.startsWith('(?:')) return { translated: '(?:', length: 3 };
  if (rest.startsWith('(?')) return undefined;
  const [repeat] = /^\{\d+(?:,\d*)?\}/.exec(rest) ?? [];
  if (repeat !== undefined) return { translated: repeat, length: repeat.length };
  const [character = ''] = rest;
  if (character === '.') return { translated: dotAll ? '(?s:.)' : `[^${LINE_ENDS}]`, length: 1 };
  if (character === '$') return { translated: '\\z', length: 1 };
  return { translated: /[{}\]]/.test(character) ? `\\${character}` : character, length: 1 };
}

function translateEscape(rest: string, same: RegExp, space: string, other: string | undefined): Piece | undefined {
  const [kept] = same.exec(rest) ?? [];
  if (kept !== undefined) return { translated: kept, length: kept.length };
  const [whole, short, long] = HEX.exec(rest) ?? [];
  if (whole !== undefined) {
    const code = Number.parseInt(short ?? long ?? '', 16);
    // Half of a character counts for itself in JavaScript, and RE2 knows no halves.
    return code >= 0xd800 && code <= 0xdfff
      ? undefined
      : { translated: `\\x{${code.toString(16)}}`, length: whole.length };
  }
  if (rest.startsWith('\\s')) return { translated: space, length: 2 };
  if (rest.startsWith('\\v')) return { translated: '\\x0b', length: 2 };
  return rest.startsWith('\\S') && other !== undefined ? { translated: other, length: 2 } : undefined;
}

function translateClass(source: string): Piece | undefined {
  const [start = ''] = /^\[\^?/.exec(source) ?? [];
  let translated = start;
  // JavaScript has an empty class here, and RE2 a bracket.
  if (source[start.length] === ']') return undefined;
  for (let at = start.length; at < source.length; ) {
    const rest = source.slice(at);
    const [character = ''] = rest;
    if (character === ']') return { translated: `${translated}]`, length: at + 1 };
    const piece =
      character === '\\'
        ? translateEscape(rest, SAME_IN_CLASS, SPACES, undefined)
        : { translated: character === '[' ? '\\[' : character, length: 1 };
    if (piece === undefined) return undefined;
    translated += piece.translated;
    at += piece.length;
  }
  return undefined;
}
