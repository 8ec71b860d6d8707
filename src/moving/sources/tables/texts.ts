import { decodeEntities, decodeHtml } from './entities';
import { decodeBytes, undoDoubleEncoding } from './mojibake';

/** What may have happened to a text, and is counted for the report. */
export type Repair = 'double-encoded' | 'entities' | 'invalid';

type Told = (repair: Repair) => void;

/**
 * A text of the old desk as people wrote it: Unicode, without the entities of its storage, with lines that end with `\n`, and
 * without NUL, which PostgreSQL cannot store.
 *
 * @param text from a table or an answer of the API
 * @param told hears what had to be repaired
 */
export function cleanText(text: string, told?: Told): string {
  return clean(text, decodeEntities, told);
}

/** The same for HTML, whose own entities stay. */
export function cleanHtml(text: string, told?: Told): string {
  return clean(text, decodeHtml, told);
}

/** The same for HTML of a program that never stores its tags encoded: what looks like that is what somebody wrote. */
export function cleanMarkup(text: string, told?: Told): string {
  return clean(text, (html) => html, told);
}

function clean(text: string, decode: (text: string) => string, told: Told | undefined): string {
  // First, because a NUL may stand in the middle of a letter that was encoded twice, or of an entity.
  const whole = withoutBroken(text, told);
  const single = undoDoubleEncoding(whole);
  if (single !== whole) told?.('double-encoded');
  let clean = decode(single);
  if (clean !== single) {
    told?.('entities');
    // An entity may stand for half a letter.
    clean = withoutBroken(clean, told);
  }
  return clean.includes('\r') ? clean.replace(/\r\n?/g, '\n') : clean;
}

function withoutBroken(text: string, told: Told | undefined): string {
  if (!text.includes('\0') && text.isWellFormed()) return text;
  told?.('invalid');
  return text.replaceAll('\0', '').toWellFormed();
}

/**
 * The text of a value's bytes, before it is {@link cleanText cleaned}. Whatever MySQL calls the column's character set: the
 * bytes are UTF-8, or single bytes of Windows-1252 among them. The bytes are changed.
 */
export const readBytes = (bytes: Buffer, told?: Told): string =>
  decodeBytes(withLineFeeds(bytes), () => told?.('invalid'));

const CR = 0x0d;
const LF = 0x0a;

/**
 * Ends lines with a line feed. In place, which takes no memory: a regular expression that replaces nine million lines in a
 * text of 100 MB takes 300 MB.
 */
function withLineFeeds(bytes: Buffer): Buffer {
  let to = bytes.indexOf(CR);
  if (to < 0) return bytes;
  for (let at = to; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === CR && bytes[at + 1] === LF) continue;
    bytes[to] = byte === CR ? LF : byte;
    to += 1;
  }
  return bytes.subarray(0, to);
}
