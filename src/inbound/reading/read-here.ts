import { isUtf8 } from 'node:buffer';
import { looksLikeAddress } from './addresses';
import { withoutArmour } from './armour';
import { guessCharset } from './charset-guess';
import { digestOf } from './digest';
import { readFields } from './fields';
import { type Head, readHead } from './head';
import { renderMailHtml } from './html-text';
import type { Cut, MailFile, MailFlag, ReadingLimits, ReceivedMail } from './mail';
import { type Part, splitParts, startOfMail } from './parts';
import { readReport } from './reports';
import { Structure } from './structure';
import { findCut, NOTHING_HIDDEN } from './trim';

/**
 * Reads a mail in the thread that calls.
 *
 * @returns what is readable. Nothing that a mail contains makes it throw.
 */
export function readHere(bytes: Buffer, limits: ReadingLimits): ReceivedMail {
  const raw = withLineFeeds(bytes);
  try {
    return readWhole(raw, limits);
  } catch {
    return readHeadersOnly(raw);
  }
}

/** Reads the headers of a mail, for one whose body takes too long or too much. */
export function readHeadersOnly(raw: Buffer): ReceivedMail {
  const fields = readFields(raw, startOfMail(raw), 'mail');
  const head = readHead(fields, '');
  const cuts = { opening: NOTHING_HIDDEN, reply: NOTHING_HIDDEN };
  const nothing = { text: '', html: null, files: [], leftOut: [], cuts, report: null };
  return { ...head, ...nothing, flags: ['unread', ...flagsOfHead(head)], digest: digestOf(raw, fields) };
}

export function readWhole(raw: Buffer, limits: ReadingLimits): ReceivedMail {
  const { root, isMalformed } = splitParts(raw);
  const charset = charsetIn(root) || charsetOfRaw(root);
  const head = readHead(root.fields, charset);
  const structure = new Structure(charset, limits);
  const written = structure.read(root);
  const rendered = written.html === null ? null : (written.rendered ?? renderMailHtml(written.html));
  const { text: whole, isSigned, isEncrypted } = withoutArmour(written.plain ?? rendered?.text ?? '');
  const text = whole.replace(/^\n+/, '').trimEnd();
  const { flags, files } = structure;
  if (isMalformed) flags.add('malformed');
  if (isSigned) flags.add('signed');
  if (isEncrypted) flags.add('encrypted');
  if (rendered?.hasRemoteImages) flags.add('remote-images');
  if (text === '' && !flags.has('encrypted') && !rendered?.hasImages) flags.add('empty-body');
  for (const flag of [...files.flags, ...flagsOfHead(head)]) flags.add(flag);
  // Here rather than where it is used, because it takes long for a large mail.
  const cutFor = (isReply: boolean): Cut => findCut({ ...head, text }, rendered, isReply);
  return {
    ...head,
    text,
    html: written.html,
    files: placed(files.files, written.html ?? ''),
    leftOut: files.leftOut,
    cuts: { opening: cutFor(false), reply: cutFor(true) },
    report: readReport({
      ...{ root, parts: structure.reportParts, contentOf: (part: Part) => structure.contentOf(part), text },
      ...{ returnPath: head.returnPath, from: head.author?.key ?? '' },
    }),
    flags: [...flags],
    digest: digestOf(raw, root.fields),
  };
}

const flagsOfHead = ({ author }: Head): MailFlag[] =>
  author !== null && looksLikeAddress(author) ? ['name-looks-like-address'] : [];

/** Old programs of the Macintosh end lines with CR alone. */
function withLineFeeds(bytes: Buffer): Buffer {
  const start = bytes.subarray(0, 65_536);
  if (start.includes(0x0a) || !start.includes(0x0d)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === 0x0d ? 0x0a : byte)));
}

/** The first character set that a text of the mail names. */
function charsetIn(root: Part): string {
  const waiting = [root];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const charset = part.media.type.startsWith('text/') ? part.media.parameters.get('charset')?.raw : undefined;
    if (charset !== undefined) return charset;
    waiting.push(...part.children.slice(0, 20).reverse());
  }
  return '';
}

/** Headers in which people have words. */
const WORDED = new Set(['from', 'to', 'cc', 'reply-to', 'subject']);
const MOST_WORDED = 20;
const LONGEST_WORDED = 500;
/** So many letters beyond ASCII, and so much of all letters, are those of another script. */
const FEWEST_HIGH = 8;
const SHARE_OF_HIGH = 0.6;
const SAMPLE = 4_096;

/** The character set of headers and a text that name none, where they are in no Latin script; '' for all others. */
function charsetOfRaw({ fields, media, raw, bodyStart, end }: Part): string {
  const words = fields.list
    .filter(({ name }) => WORDED.has(name))
    .slice(0, MOST_WORDED)
    .map((field) => field.raw.slice(0, LONGEST_WORDED).replace(/<[^<>]*>|[^<>\s]{1,100}@\S{1,200}/g, ''));
  const body = media.type.startsWith('text/')
    ? raw.toString('latin1', bodyStart, Math.min(end, bodyStart + SAMPLE))
    : '';
  const sample = Buffer.from([...words, body].filter((text) => /[\x80-\xff]/.test(text)).join('\n'), 'latin1');
  const letters = sample.filter((byte) => byte >= 0x80 || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a));
  const high = letters.filter((byte) => byte >= 0x80).length;
  return high < FEWEST_HIGH || high < letters.length * SHARE_OF_HIGH || isUtf8(sample) ? '' : guessCharset(sample);
}

/** Says which files the HTML shows in place. */
function placed(files: MailFile[], html: string): MailFile[] {
  const shown = new Set([...html.matchAll(/cid:([^"'\s<>)]{1,500})/gi)].map(([, id = '']) => decoded(id)));
  return files.map((file) => ({ ...file, isInline: file.contentId !== null && shown.has(file.contentId) }));
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id.replaceAll('&amp;', '&'));
  } catch {
    return id;
  }
}
