import { announcesAnswers } from './announcements';
import { hasDate, isAttribution, isShortAttribution } from './attributions';
import { isForward } from './forwards';
import { findHeaderBlock, isDrawn } from './header-blocks';
import type { RenderedHtml } from './html-text';
import type { Cut, ReceivedMail, Trimmed } from './mail';
import { findSignature, lastWritten, type Signer } from './signatures';

type Cuttable = Pick<ReceivedMail, 'text' | 'subject'> & { author?: Signer };

/** Nobody reads so much, and looking for quotes in it takes seconds. */
const LONGEST = 4_000_000;

/** Of a mail without a text, for example. */
export const NOTHING_HIDDEN: Cut = { text: -1, html: -1 };

/**
 * Finds where a signature and, in a reply, the mail that is quoted below begin. What stands below or between quoted lines is
 * never hidden, and neither is a mail that somebody forwards.
 *
 * @param rendered the text of the mail's HTML; null if it has none.
 * @param isReply whether the mail continues a ticket. Of others, only the signature is hidden.
 * @returns that nothing is hidden, if nothing else would be visible.
 */
export function findCut(mail: Cuttable, rendered: RenderedHtml | null, isReply: boolean): Cut {
  const { text, author: signer = null } = mail;
  if (Math.max(text.length, rendered?.text.length ?? 0) > LONGEST) return NOTHING_HIDDEN;
  const quotes = isReply && !isForward(mail);
  const htmlCut = rendered === null ? -1 : cutOf(rendered.text, signer, quotes, quotes ? rendered.quoted : []);
  const html = rendered === null || htmlCut < 0 ? -1 : rendered.sourceOf(htmlCut);
  if (rendered?.text === text) return { text: htmlCut, html };
  const cut = cutOf(text, signer, quotes, []);
  return { text: cut < 0 && rendered !== null && htmlCut >= 0 ? cutLike(rendered, htmlCut, text) : cut, html };
}

/** Parts the text and the HTML of a mail at a cut of `findCut`. */
export const partAt = ({ text, html }: Pick<ReceivedMail, 'text' | 'html'>, cut: Cut): Trimmed => ({
  ...(cut.text < 0
    ? { visible: text, hidden: '' }
    : { visible: text.slice(0, cut.text).trimEnd(), hidden: text.slice(cut.text).trim() }),
  visibleHtml: html === null || cut.html < 0 ? null : html.slice(0, cut.html),
});

/** Where in a text that says the same as HTML the quoted mail begins; -1 if it does not say the same before. */
function cutLike(rendered: RenderedHtml, htmlCut: number, text: string): number {
  const wanted = rendered.text.slice(0, htmlCut).replace(/\s+/g, '').length;
  let [letters, cut] = [0, 0];
  while (letters < wanted && cut < text.length) if (!/\s/.test(text[cut++] ?? '')) letters++;
  const isSame = text.slice(0, cut).replace(/\s+/g, '') === rendered.text.slice(0, htmlCut).replace(/\s+/g, '');
  return isSame && /^\s*\n|^\s*$/.test(text.slice(cut, cut + 200)) ? cut : -1;
}

/** @returns where what is hidden begins; -1 if nothing is */
function cutOf(text: string, signer: Signer, quotes: boolean, marked: RenderedHtml['quoted']): number {
  const lines = text.split('\n');
  let end = findSignature(lines, lines.length, signer);
  if (quotes) {
    const found = findQuoted(lines, end, marked);
    const quoted = mayHoldAnswers(lines, found, end) ? end : found;
    // A signature below an answer below a quote belongs to the answer.
    if (quoted < end) end = findSignature(lines, quoted, signer);
  }
  if (end >= lines.length || lastWritten(lines, end) < 0) return -1;
  return lines.slice(0, end).join('\n').length;
}

/** More lines that no sign marks than those of an attribution. */
const FEWEST_UNMARKED = 3;

/** Whether the writer says that there are answers within a mail whose lines no signs tell from them. */
function mayHoldAnswers(lines: string[], quoted: number, end: number): boolean {
  if (quoted >= end || !announcesAnswers(lines.slice(0, quoted).join('\n'))) return false;
  const unmarked = lines.slice(quoted, end).filter((line) => line.trim() !== '' && !/^ {0,3}>/.test(line));
  return unmarked.length >= FEWEST_UNMARKED;
}

/** @returns the index of the line at which the quoted end begins; `end` if there is none */
function findQuoted(lines: string[], end: number, marked: RenderedHtml['quoted']): number {
  const block = findHeaderBlock(lines.slice(0, end));
  const from = block >= 0 ? block : end;
  const isMarked = markedLines(lines, marked);
  const isQuoted = (at: number): boolean => isMarked[at] === true || /^ {0,3}>/.test(lines[at] ?? '');
  let top = from;
  let at = from;
  while (at > 0 && (isQuoted(at - 1) || (lines[at - 1] ?? '').trim() === '')) {
    at--;
    if (isQuoted(at)) top = at;
  }
  if (top === from) return block >= 0 ? from : findIndented(lines, end);
  const attribution = findAttribution(lines, top);
  if (attribution >= 0) return withTitle(lines, attribution);
  return isMarked[top] === true || startsWithAttribution(lines, top, from) ? top : from;
}

/** Where a quote begins: with the line that some programs draw right above its attribution. */
const withTitle = (lines: string[], attribution: number): number =>
  isDrawn(lines[attribution - 1] ?? '') ? attribution - 1 : attribution;

/** Which lines stand in an element that a mail program has marked as quoted. */
function markedLines(lines: string[], marked: RenderedHtml['quoted']): boolean[] {
  const inside: boolean[] = [];
  let [start, next] = [0, 0];
  const sorted = [...marked].sort(([one], [other]) => one - other);
  let reach = -1;
  for (const line of lines) {
    for (let mark = sorted[next]; mark !== undefined && mark[0] <= start; mark = sorted[++next])
      reach = Math.max(reach, mark[1]);
    inside.push(line.trim() !== '' && start + line.length <= reach);
    start += line.length + 1;
  }
  return inside;
}

/** Attributions are wrapped over this many lines at most. */
const MOST_WRAPPED = 4;

/** The attribution right above a line, with at most two empty lines between. @returns -1 if there is none */
export function findAttribution(lines: string[], top: number): number {
  const last = lastWritten(lines, top);
  if (last < 0 || top - last > 3) return -1;
  for (let first = last; first >= 0 && last - first < MOST_WRAPPED; first--) {
    if ((lines[first] ?? '').trim() === '') break;
    const joined = joinedLine(lines, first, last);
    if (isAttribution(joined)) return beginningOf(lines, first, last);
    const isAlone = first === 0 || (lines[first - 1] ?? '').trim() === '';
    if (first === last && isAlone && isShortAttribution(joined)) return first;
  }
  return -1;
}

/** Where an attribution begins of which the end is found: its address or its date may stand on the line above. */
function beginningOf(lines: string[], found: number, last: number): number {
  let first = found;
  while (first > 0 && last - first + 1 < MOST_WRAPPED) {
    const above = (lines[first - 1] ?? '').trim();
    const joined = joinedLine(lines, first, last);
    const isCut = /^[^<]*>/.test(joined) || above.endsWith('<');
    const isMissing =
      (!hasDate(joined) && hasDate(above)) || (!joined.includes('@') && /<[^<>\s]+@[^<>\s]+>/.test(above));
    if (above === '' || !(isCut || (isMissing && isAttribution(joinedLine(lines, first - 1, last))))) break;
    first--;
  }
  return first;
}

const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const joinedLine = (lines: string[], first: number, last: number): string =>
  lines
    .slice(first, last + 1)
    .map((line) =>
      line
        .slice(0, 600)
        .replace(DIRECTION_MARKS, '')
        .replace(/^[\s>]+/, ''),
    )
    .join(' ')
    .replace(/< /g, '<')
    .trim();

/** Apple Mail quotes the attribution too. */
function startsWithAttribution(lines: string[], top: number, end: number): boolean {
  if (isShortAttribution(joinedLine(lines, top, top))) return true;
  const firsts = [top, top + 1, top + 2].filter((last) => last < end);
  return firsts.some((last) => isAttribution(joinedLine(lines, top, last)));
}

/** Yahoo indents what it quotes in plain text. @returns `end` if nothing is quoted like that */
function findIndented(lines: string[], end: number): number {
  let found = end;
  for (let at = end - 1; at >= 0 && /^\s/.test(lines[at] || ' '); at--) {
    const line = joinedLine(lines, at, at);
    if (line.includes('@') && hasDate(line) && isAttribution(line)) found = at;
  }
  return found < lastWritten(lines, end) ? found : end;
}
