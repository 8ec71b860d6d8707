import { renderMailHtml } from '../../src/inbound/reading/html-text';
import type { ReadingLimits, ReceivedMail, Trimmed } from '../../src/inbound/reading/mail';
import { readMail } from '../../src/inbound/reading/read';
import { findCut, partAt } from '../../src/inbound/reading/trim';

/** Bytes that are written as letters of Latin-1, with CR LF at line ends. */
const bytesOf = (text: string): Buffer => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');

/**
 * Reads a mail that is written as a text.
 *
 * @param headers besides From, To and Subject. Letters beyond ASCII stand for bytes.
 */
export const readMade = (headers: string, body: string | Buffer, limits?: ReadingLimits): Promise<ReceivedMail> => {
  const first = ['From: Nils <nils@example.org>', 'To: support@desk.example.com', headers].filter(
    (line) => line !== '',
  );
  const head = bytesOf(`${first.join('\n')}\n\n`);
  return readMail(Buffer.concat([head, typeof body === 'string' ? bytesOf(body) : body]), limits);
};

/** Reads a mail of several parts, each with its headers. */
export const readParts = (parts: string[], type = 'mixed', limits?: ReadingLimits): Promise<ReceivedMail> => {
  const body = `${parts.map((part) => `--b1\n${part}\n`).join('')}--b1--\n`;
  return readMade(`Content-Type: multipart/${type}; boundary=b1`, body, limits);
};

/** Trims a reply that has only a plain text, or only HTML. */
export async function trimMade(
  body: string,
  type: 'plain' | 'html' = 'plain',
  subject = 'Re: Printer',
): Promise<Trimmed> {
  const headers = `Subject: ${subject}\nContent-Type: text/${type}; charset=utf-8`;
  const mail = await readMade(headers, Buffer.from(body));
  return partAt(mail, mail.cuts.reply);
}

/** Trims a text and its HTML that were not read from a mail. */
export const trimQuotes = (
  mail: Pick<ReceivedMail, 'text' | 'html' | 'subject'> & Partial<Pick<ReceivedMail, 'author'>>,
  isReply: boolean,
): Trimmed => partAt(mail, findCut(mail, mail.html === null ? null : renderMailHtml(mail.html), isReply));
