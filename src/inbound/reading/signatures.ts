import { isAppLine } from './app-lines';
import type { Mailbox } from './mail';

const MOST_LINES = 15;
const MOST_LETTERS = 1_500;

/** Whom a mail is from, as far as it is known. */
export type Signer = Pick<Mailbox, 'name' | 'address'> | null;

/**
 * Finds the signature at the end of a text.
 *
 * @param end the number of lines to look at.
 * @param signer whose signature two dashes may begin that lost their blank.
 * @returns the index of its first line; `end` if there is none.
 */
export function findSignature(lines: string[], end: number, signer: Signer): number {
  const last = lastWritten(lines, end);
  let letters = 0;
  for (let at = last; at >= 0 && last - at <= MOST_LINES && letters <= MOST_LETTERS; at--) {
    const line = lines[at] ?? '';
    letters += line.length;
    if (line === '-- ' || (line === '--' && isBareMark(lines, at, last, signer))) return at;
    if (line.startsWith('>')) break;
  }
  return last >= 0 && (lines[last] ?? '').length < 400 && isPutBelow(lines, last) ? last : end;
}

/**
 * Whether two dashes without their blank, which some programs lose, begin a signature: there are no others, and below
 * stand the signer's name and nothing that could be a sentence. Else they part two pieces of a text.
 */
function isBareMark(lines: string[], at: number, last: number, signer: Signer): boolean {
  if (signer === null || lines.indexOf('--') !== lines.lastIndexOf('--')) return false;
  const below = lines.slice(at + 1, last + 1).filter((line) => line.trim() !== '');
  if (below.length > MOST_BARE_LINES || below.some(isSentence)) return false;
  const first = wordsOf(below[0] ?? '');
  return [wordsOf(signer.name), wordsOf(signer.address.replace(/@.*/s, ''))].some((names) => {
    const isShort = first.every((word) => names.includes(word)) && first.some((word) => word.length > 2);
    const isWhole = names.every((name) => first.includes(name)) && names.some((name) => name.length > 2);
    return isShort || (isWhole && first.length <= names.length + 2);
  });
}

const MOST_BARE_LINES = 8;

const wordsOf = (line: string): string[] => line.toLowerCase().match(/[\p{L}\p{M}\d'’]+/gu) ?? [];

/** A line that is long, asks, or ends after several words as sentences do. */
const isSentence = (line: string): boolean =>
  line.length > 80 ||
  /[?!:;？！。]\s*$|[?!]\s/.test(line) ||
  /(?:\S+\s+){3}\S*\p{Ll}{3}\.(?:\s|$)/u.test(line) ||
  /^\W*p\.? ?s\b/i.test(line);

/** Whether a program put a line below a text. What a line above introduces or begins is the writer's. */
function isPutBelow(lines: string[], at: number): boolean {
  const line = lines[at] ?? '';
  const isWrapped = /^\s*(?!i(?:Phone|Pad|Pod|OS))\p{Ll}/u.test(line) && (lines[at - 1] ?? '').trim() !== '';
  const above = lines[lastWritten(lines, at)] ?? '';
  return !isWrapped && !/[:：]\s*$/.test(above) && isAppLine(line);
}

/** The index of the last line with words, before an end; -1 if there is none. */
export function lastWritten(lines: string[], end: number): number {
  let at = end - 1;
  while (at >= 0 && (lines[at] ?? '').trim() === '') at--;
  return at;
}
