import type { MailTexts } from '../store/inbound/raw-mails';
import type { ReceivedMail } from './reading/mail';
import { partAt } from './reading/trim';

/** Longer texts are shortened where they are shown, and kept whole. */
const LONGEST_BODY = 100_000;
const LONGEST_SUBJECT = 250;
const CUT_OFF = ' ...';

/** What PostgreSQL can store: any text but for NUL and halves of characters. */
const storedText = (text: string): string => text.replaceAll('\0', '').toWellFormed();

const shortened = (text: string, longest: number): string =>
  text.length <= longest ? text : text.slice(0, longest - CUT_OFF.length).toWellFormed() + CUT_OFF;

/**
 * Where in the whole text of a mail that ends which a message shows.
 *
 * @returns the end of the text, if the message shows something else
 */
export function endOfShown(text: string, shown: string): number {
  if (text.startsWith(shown)) return shown.length;
  const cut = shown.slice(0, -CUT_OFF.length);
  return shown.endsWith(CUT_OFF) && text.startsWith(cut) ? cut.length : text.length;
}

/** The subject that a ticket gets. */
export const subjectOf = ({ subject }: ReceivedMail): string =>
  shortened(storedText(subject).trim(), LONGEST_SUBJECT) || '(no subject)';

/** What a message shows of a mail, and what it keeps besides. */
export interface Body {
  /** Plain text. */
  shown: string;
  /** Null if the message shows everything. */
  kept: Pick<MailTexts, 'text' | 'html' | 'htmlVisible'> | null;
}

/**
 * The text of a mail for a message.
 *
 * @param isReply whether quoted mail at the end is hidden. In the first message of a ticket, only a signature is.
 */
export function bodyOf(mail: ReceivedMail, isReply: boolean): Body {
  const text = storedText(mail.text);
  const html = mail.html === null ? null : storedText(mail.html);
  const { visible, visibleHtml } = partAt({ text, html }, isReply ? mail.cuts.reply : mail.cuts.opening);
  const shown = shortened(visible, LONGEST_BODY);
  const htmlVisible = visibleHtml === null ? null : visibleHtml.length;
  return { shown, kept: shown === text && html === null ? null : { text, html, htmlVisible } };
}
