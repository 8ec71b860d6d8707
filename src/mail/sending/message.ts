import { isUtf8 } from 'node:buffer';
import type { SendMailOptions } from 'nodemailer';
import { detectMimeType } from 'nodemailer/lib/mime-funcs';
import type { ClaimedEmail } from '../../store/desk/email-sending';
import { foldable } from '../header-text';
import { addressToken, mailId, tokenAddress, wireAddress } from '../people';

/** A file that goes along with a mail. */
export interface Enclosure {
  filename: string;
  bytes: Buffer;
}

/** Everybody who is still to get a mail, as mail servers write addresses. */
export function envelopeOf({ recipients, cc, bcc, undelivered }: ClaimedEmail): string[] {
  const all = [...recipients.map(({ address }) => address), ...cc, ...bcc].map(wireAddress).filter(Boolean);
  const wanted = undelivered === null ? all : all.filter((address) => undelivered.includes(address));
  return [...new Set(wanted)];
}

/**
 * Writes a mail for nodemailer, from nothing but its row, so that it is the same mail however often it is sent. It gets
 * strings and addresses that were checked, and never a path or an address to load from.
 *
 * @param plusAddresses whether answers and returned mail may go to addresses with tokens of the mail
 */
export function messageOf(
  email: ClaimedEmail & { fromAddress: string },
  enclosures: Enclosure[],
  plusAddresses: boolean,
): SendMailOptions {
  const from = wireAddress(email.fromAddress);
  const replyTo = plusAddresses ? tokenAddress(addressToken(email, 'answers'), from) : from;
  const returnPath = plusAddresses ? tokenAddress(addressToken(email, 'returns'), from) : from;
  return {
    from: { name: undecoded(email.fromName), address: from },
    to: email.recipients.map(({ name, address }) => ({ name: undecoded(name), address: wireAddress(address) })),
    cc: email.cc.map((address) => ({ name: '', address: wireAddress(address) })),
    envelope: { from: returnPath, to: envelopeOf(email) },
    ...(replyTo !== from && { replyTo: { name: undecoded(email.fromName), address: replyTo } }),
    subject: foldable(undecoded(email.subject)),
    text: email.plain,
    html: pageOf(email.body),
    // Keeps the blank of the line above a signature.
    encoding: 'quoted-printable',
    date: email.createdAt,
    messageId: `<${mailId(email.token, from)}>`,
    ...(email.inReplyTo !== '' && { inReplyTo: `<${email.inReplyTo}>` }),
    ...(email.referenceIds.length > 0 && { references: email.referenceIds.map((id) => `<${id}>`) }),
    headers: email.automatic === '' ? {} : { 'Auto-Submitted': email.automatic, 'X-Auto-Response-Suppress': 'All' },
    attachments: enclosures.map(({ filename, bytes }) => ({
      filename,
      content: bytes,
      contentType: typeOf(filename, bytes),
      contentDisposition: 'attachment' as const,
    })),
    baseBoundary: email.token,
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * The type of a file by its name, so that a mail program can show it. A mail inside a mail may not be encoded, and so would
 * not arrive byte for byte: it goes as any file.
 */
function typeOf(filename: string, bytes: Buffer): string {
  const type = detectMimeType(filename);
  if (/^(?:message|multipart)\//.test(type)) return 'application/octet-stream';
  return type.startsWith('text/') && isUtf8(bytes) ? `${type}; charset=utf-8` : type;
}

/**
 * A mail program would decode what looks like an encoded word, and so show a name, or a line break, that nobody checked.
 * nodemailer leaves it as it is.
 */
const undecoded = (text: string): string => text.replace(/=(?=\?[^\s?]+\?[bq]\?)/gi, '= ');

const pageOf = (body: string): string =>
  `<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n${withDirections(body)}\n</body></html>\n`;

/** Letters of scripts that are read from the right. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const WITHOUT_DIRECTION = /<(?:p|div|h[1-6]|ul|ol|li|blockquote|td|th)(?=[\s>])(?![^<>]*\sdir=)/g;

/**
 * Lets each paragraph be read in the direction of its own letters: the greeting may be in another script than the message.
 * Without that, the full stop of an Arabic sentence stands at its beginning.
 */
const withDirections = (body: string): string =>
  FROM_RIGHT.test(body) ? body.replace(WITHOUT_DIRECTION, '$& dir="auto"') : body;
