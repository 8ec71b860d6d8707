import { isAttribution } from './reading/attributions';
import { findHeaderBlock } from './reading/header-blocks';
import { lastWritten } from './reading/signatures';
import { findAttribution } from './reading/trim';

/** Shorter quotes are read faster than unfolded. */
const FEWEST_LINES = 4;
const FEWEST_LETTERS = 300;

/** An element that can be opened. Pages write into it what it says while it is closed. */
const fold = (html: string): string => `<details><summary></summary>${html}</details>`;

const isQuoted = (line = ''): boolean => /^ {0,3}>/.test(line);

/** Whether looking for quotes in a plain text is worth the time, because a line begins or ends like those around them. */
export const mayQuote = (text: string): boolean => /^ {0,3}>|[:：][ \t\r]*$/m.test(text);

/** Lines from the first up to another. */
type Run = [first: number, end: number];

/**
 * Shows a plain text and folds its long quotes, wherever they stand. No word is left out, and a text that only quotes is
 * shown as it is.
 *
 * @param show makes safe HTML of lines
 */
export function foldQuotedLines(text: string, show: (text: string) => string): string {
  const lines = text.split('\n');
  const runs = quotedRuns(lines);
  const pieces: string[] = [];
  let next = 0;
  let hasWords = false;
  const showUpTo = (end: number): void => {
    const piece = lines
      .slice(next, end)
      .join('\n')
      .trimEnd()
      .replace(/^\s*\n/, '');
    if (piece.trim() === '') return;
    hasWords = true;
    pieces.push(show(piece));
  };
  for (const [first, end] of runs) {
    showUpTo(first);
    pieces.push(fold(`<div>${show(lines.slice(first, end).join('\n').trimEnd())}</div>`));
    next = end;
  }
  if (runs.length === 0) return show(text);
  showUpTo(lines.length);
  return hasWords ? pieces.join('') : show(text);
}

/** The long quotes, in their order: lines that begin with `>`, and at the end a mail that is quoted without such signs. */
function quotedRuns(lines: string[]): Run[] {
  const runs: Run[] = [];
  let at = 0;
  while (at < lines.length) {
    const end = isQuoted(lines[at]) ? endOfRun(lines, at) : at;
    if (end > at && isLong(lines, at, end)) runs.push([beginningOf(lines, at, runs.at(-1)?.[1] ?? 0), end]);
    at = Math.max(at + 1, end);
  }
  const from = runs.at(-1)?.[1] ?? 0;
  const below = from + unmarkedBelow(lines.slice(from));
  if (below >= from && isLong(lines, below, lines.length)) runs.push([below, lines.length]);
  return runs;
}

/** Where a run of quoted lines ends. Empty lines between quoted ones belong to it. */
function endOfRun(lines: string[], first: number): number {
  let end = first + 1;
  for (let at = end; at < lines.length; at++) {
    if (isQuoted(lines[at])) end = at + 1;
    else if ((lines[at] ?? '').trim() !== '') break;
  }
  return end;
}

function isLong(lines: string[], first: number, end: number): boolean {
  if (end - first >= FEWEST_LINES) return true;
  return lines.slice(first, end).join('').length >= FEWEST_LETTERS;
}

/** Where a quote begins: with the line above it that says whose words it is. */
function beginningOf(lines: string[], first: number, from: number): number {
  const attribution = findAttribution(lines, first);
  return attribution >= from ? attribution : first;
}

/** How many lines are looked at, because each look takes a moment. */
const MOST_LOOKS = 200;

/** The line from which on a mail is quoted without signs; -1 if there is none below something written. */
function unmarkedBelow(lines: string[]): number {
  const block = findHeaderBlock(lines);
  const ends = lines.flatMap((line, at) => (/[:：]\s*$/.test(line) ? [at] : [])).slice(0, MOST_LOOKS);
  const attribution = ends.find((at) => isAttribution((lines[at] ?? '').trim())) ?? -1;
  const found = [block, attribution].filter((at) => at > 0 && lastWritten(lines, at) >= 0);
  if (found.length === 0) return -1;
  const first = Math.min(...found);
  return first + lines.slice(first).findIndex((line) => line.trim() !== '');
}

/**
 * Folds the long quotes in safe HTML, wherever they stand. HTML that only quotes stays as it is.
 *
 * @param html must come from sanitize-html, without attributes of `blockquote`: its elements are closed, and no text looks
 * like a tag
 */
export function foldBlockquotes(html: string): string {
  const pieces: string[] = [];
  let [depth, start, next] = [0, 0, 0];
  for (const { 0: tag, index } of html.matchAll(/<\/?blockquote>/g)) {
    const isOpening = tag === '<blockquote>';
    if (isOpening && depth === 0) start = index;
    depth += isOpening ? 1 : -1;
    if (isOpening || depth > 0) continue;
    const end = index + tag.length;
    const quote = html.slice(start, end);
    if (wordsOf(quote).length < FEWEST_LETTERS) continue;
    pieces.push(html.slice(next, start), fold(quote));
    next = end;
  }
  if (next === 0) return html;
  const others = [...pieces.filter((_piece, at) => at % 2 === 0), html.slice(next)];
  return others.every((piece) => wordsOf(piece) === '') ? html : [...pieces, html.slice(next)].join('');
}

/** The words of safe HTML. */
export const wordsOf = (html: string): string => html.replace(/<[^<>]*>/g, '').trim();
