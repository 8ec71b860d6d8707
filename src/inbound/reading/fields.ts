import { isUtf8 } from 'node:buffer';
import { guessCharset } from './charset-guess';
import { decodeText } from './charsets';

/** A header as it stands in a mail: its name in lower case, and its value unfolded, one character for each byte. */
export interface Field {
  name: string;
  raw: string;
}

/** The headers of a mail or of a part. */
export interface Fields {
  list: Field[];
  /** Where the body begins. */
  end: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** Headers end here at the latest. */
const MOST_BYTES = 4 << 20;

const NAME = /^([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:/;

/**
 * Reads headers. Lines that are none are passed over.
 *
 * @param isMail whether it is the mail itself. A part whose first line is no header has none.
 */
export function readFields(raw: Buffer, start: number, isMail: boolean): Fields {
  const list: Field[] = [];
  let pieces: string[] = [];
  let name = '';
  const close = (): void => {
    if (name !== '') list.push({ name, raw: pieces.join('').trim() });
    name = '';
    pieces = [];
  };
  let at = start;
  const last = Math.min(raw.length, start + MOST_BYTES);
  while (at < last) {
    const found = raw.indexOf(LF, at);
    const next = found < 0 ? raw.length : found + 1;
    const end = found > at && raw[found - 1] === CR ? found - 1 : found < 0 ? raw.length : found;
    const line = raw.toString('latin1', at, end);
    if (line === '') return finished(next);
    if (/^[ \t]/.test(line)) pieces.push(line);
    else {
      const [begin, found] = NAME.exec(line) ?? [];
      if (found === undefined && list.length === 0 && name === '' && !isMail) return { list: [], end: start };
      close();
      if (begin !== undefined && found !== undefined) {
        name = found.toLowerCase();
        pieces = [line.slice(begin.length)];
      }
    }
    at = next;
  }
  return finished(at);

  function finished(end: number): Fields {
    close();
    // Without any header, all of it is what somebody wrote.
    return { list, end: list.length === 0 && isMail && raw[start] !== LF && raw[start] !== CR ? start : end };
  }
}

/** The first header of a name, which is the one that counts. */
export const fieldOf = (fields: Fields, name: string): string | undefined =>
  fields.list.find((field) => field.name === name)?.raw;

// biome-ignore lint/suspicious/noControlCharactersInRegex: bytes beyond ASCII are what it looks for
const NOT_ASCII = /[^\x00-\x7f]/;

/**
 * Turns the bytes of a header into Unicode, before its encoded words are decoded.
 *
 * @param charset that of the mail's text, in which some programs write headers too; '' if it names none.
 */
export function inUnicode(raw: string, charset: string): string {
  const bytes = Buffer.from(raw, 'latin1');
  if (!NOT_ASCII.test(raw))
    return raw.includes('\x1b$') && guessCharset(bytes) === 'iso-2022-jp' ? decodeText(bytes, 'iso-2022-jp') : raw;
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const inTheirs = charset === '' ? '\ufffd' : decodeText(bytes, charset);
  return inTheirs.includes('\ufffd') ? decodeText(bytes, 'windows-1252') : inTheirs;
}
