import { isAppLine } from './app-lines';

const MOST_LINES = 15;
const MOST_LETTERS = 1_500;

/**
 * Finds the signature at the end of a text.
 *
 * @param end the number of lines to look at.
 * @returns the index of its first line; `end` if there is none.
 */
export function findSignature(lines: string[], end: number): number {
  const last = lastWritten(lines, end);
  // Some programs lose the blank behind the dashes. More than one such line is something else.
  const isBareMark = lines.indexOf('--') === lines.lastIndexOf('--');
  let letters = 0;
  for (let at = last; at >= 0 && last - at <= MOST_LINES && letters <= MOST_LETTERS; at--) {
    const line = lines[at] ?? '';
    letters += line.length;
    if (line === '-- ' || (line === '--' && isBareMark)) return at;
    if (line.startsWith('>')) break;
  }
  return last >= 0 && (lines[last] ?? '').length < 400 && isPutBelow(lines, last) ? last : end;
}

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
