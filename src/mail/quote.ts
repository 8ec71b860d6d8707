import type { QuotedMessage } from '../store/desk/email-threads';
import type { DeskSettings } from '../store/desk/settings';
import { renderHtml } from '../tickets/render';
import { plainOf } from './html';

/** A mail has room for so much of a conversation. */
const MOST_CHARACTERS = 100_000;

/** The same as HTML. */
const MOST_HTML = 300_000;

/** A quotation as plain text and as safe HTML. */
export interface Quotation {
  text: string;
  html: string;
}

/** Making one takes longer than composing a mail. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** A time as 2027-01-31 09:00, which is how Swedish writes it. */
function timeIn(timeZone: string, time: Date): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(time);
}

/**
 * Quotes messages below an answer, the newest first, as mail programs do: who wrote each and when, and then its text.
 *
 * @param messages the oldest first
 * @returns undefined if there is nothing to quote
 */
export function quotationOf(
  { timeZone }: Pick<DeskSettings, 'timeZone'>,
  messages: readonly QuotedMessage[],
): Quotation | undefined {
  const parts: Quotation[] = [];
  let characters = 0;
  let htmlCharacters = 0;
  for (const { authorName, createdAt, body, format } of messages.toReversed()) {
    characters += body.length;
    if (characters > MOST_CHARACTERS) break;
    const by = `${authorName}, ${timeIn(timeZone, new Date(createdAt))}:`;
    const html = renderHtml(body, format);
    htmlCharacters += html.length;
    if (htmlCharacters > MOST_HTML) break;
    const text = format === 'html' ? plainOf(html) : body;
    parts.push({
      text: `${by}\n${text
        .split(/\r?\n/)
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n')}`,
      html: `<p>${renderHtml(by, 'plain')}</p><blockquote type="cite">${html}</blockquote>`,
    });
  }
  if (parts.length === 0) return undefined;
  return { text: parts.map(({ text }) => text).join('\n\n'), html: parts.map(({ html }) => html).join('') };
}
