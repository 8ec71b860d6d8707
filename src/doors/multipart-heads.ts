import { decodeBase64 } from '../wire/base64';
import { decodeCharset, inUtf8, isCharset } from '../wire/charset';

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;

/** A part as its sender wrote it: what stands between its boundary and the next one. */
interface Part {
  head: string;
  /** Whether its lines end as they should, and the head is followed by an empty line. */
  isWhole: boolean;
  data: Buffer;
}

/** The longest head that is looked at. Longer ones stay as they are. */
const LONGEST_HEAD = 4_096;

/**
 * A head that the parser reads as it was meant, as nearly all are. Its file name has no encoded word and no second
 * spelling.
 */
const PLAIN =
  /^content-disposition: ?form-data; ?name="[^"\r\n]*"(?:; ?filename="(?![^"\r\n]*=\?)[^"\r\n]*")?(?:\r\ncontent-(?:type|length): ?[\w/.+-]+(?:; ?charset="?utf-?8"?)?)*$/i;

/**
 * Rewrites the parts of a multipart body that the parser would misread, or skip together with what stands in them. Their
 * senders mean no less:
 * - lines that end without a carriage return, as scripts write them and PHP reads them
 * - a `Content-Disposition` of another type than `form-data`
 * - `filename*` in quotes, or with a value that cannot be decoded
 * - names in the encoded words of mail, as .NET writes them
 * - texts of another character set than UTF-8. The parser knows few, and takes windows-1252 for latin1
 * - parts in base64 or quoted-printable, as libraries for mail write them, and aiohttp on request
 *
 * @param boundary as the parser will look for it
 * @param charset the character set that the header of the body names. A part and the field `_charset_` may name others
 * @returns the bytes, which are the same if there is nothing to rewrite, and how many parts they have; none, if they
 *   have no end, or parts that cannot be told apart
 */
export function withTidyHeads(bytes: Buffer, boundary: string, charset?: string): { bytes: Buffer; parts: number } {
  const parts = partsOf(bytes, boundary) ?? [];
  const ofField = parts.find(({ head }) => CHARSET_FIELD.test(head))?.data.toString('latin1', 0, 40);
  const common = charset ?? ofField;
  if (common === undefined && parts.every(({ head, isWhole }) => isWhole && PLAIN.test(head))) {
    return { bytes, parts: parts.length };
  }
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const chunks = parts.flatMap((part) => {
    const { head, data } = tidyPart(part, common);
    return [delimiter, Buffer.from(`\r\n${head}\r\n\r\n`, 'latin1'), data, Buffer.from('\r\n')];
  });
  return { bytes: Buffer.concat([...chunks, delimiter, Buffer.from('--\r\n')]), parts: parts.length };
}

const CHARSET_FIELD = /;\s*name="_charset_"/;

/** More than the parser takes. */
const MOST_PARTS = 2_000;

function partsOf(bytes: Buffer, boundary: string): Part[] | undefined {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Part[] = [];
  let begin: number | undefined;
  let isPlainLine = true;
  for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, at + delimiter.length)) {
    if (at > 0 && bytes[at - 1] !== LF) continue;
    const after = at + delimiter.length;
    const isLast = bytes[after] === DASH && bytes[after + 1] === DASH;
    const line = isLast ? after : lineEnd(bytes, after);
    if (line === undefined) continue;
    if (begin !== undefined) {
      const part = partIn(bytes.subarray(begin, bytes[at - 2] === CR ? at - 2 : at - 1));
      if (part === undefined || parts.length === MOST_PARTS) return undefined;
      parts.push(isPlainLine ? part : { ...part, isWhole: false });
    }
    if (isLast) return parts;
    begin = line;
    isPlainLine = line - after === 2;
  }
  return undefined;
}

/** Where the next line begins, if only blanks are left of this one. */
function lineEnd(bytes: Buffer, from: number): number | undefined {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at += 1;
  if (bytes[at] === CR) at += 1;
  return bytes[at] === LF ? at + 1 : undefined;
}

/** Takes a part apart at its first empty line. */
function partIn(bytes: Buffer): Part | undefined {
  const text = bytes.toString('latin1', 0, LONGEST_HEAD);
  const [gap, isWhole] = gapIn(text);
  if (gap < 0) return undefined;
  const head = text.slice(0, gap);
  return { head, isWhole: isWhole && !/[^\r]\n/.test(head), data: bytes.subarray(gap + (isWhole ? 4 : 2)) };
}

function gapIn(text: string): [at: number, isWhole: boolean] {
  const whole = text.indexOf('\r\n\r\n');
  const bare = text.indexOf('\n\n');
  return bare >= 0 && (whole < 0 || bare < whole) ? [bare, false] : [whole, true];
}

function tidyPart(part: Part, common: string | undefined): { head: string; data: Buffer } {
  const head = part.head.replace(/\r?\n[ \t]+/g, ' ');
  const data = decodeTransfer(part.data, TRANSFER.exec(head)?.[1]?.toLowerCase());
  const lines = head.split(/\r?\n/).filter((line) => !TRANSFER.test(line));
  const charset = CHARSET.exec(head)?.[2] ?? common;
  if (FILE.test(head) || charset === undefined) return { head: tidyHead(lines, common), data };
  const text = inUtf8(data, charset);
  const labelled = isCharset(charset) ? lines.map((line) => line.replace(CHARSET, '$1utf-8')) : lines;
  return { head: tidyHead(labelled, common), data: text };
}

const TRANSFER = /^content-transfer-encoding[ \t]*:[ \t]*([\w-]+)/im;
const CHARSET = /^(content-type[ \t]*:[^\r\n]*?;[ \t]*charset[ \t]*=[ \t]*["']?)([\w:.-]{1,40})/im;
const FILE = /;\s*filename\*?\s*=/i;

/** Undoes the encoding of a part. What is not in it stays as it is. */
function decodeTransfer(data: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'base64') return decodeBase64(data.toString('latin1')) ?? data;
  return encoding === 'quoted-printable' ? decodeEscapes(data.toString('latin1').replace(/=\r?\n/g, '')) : data;
}

/** Reads `=C3=BC`. */
const decodeEscapes = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** Writes a head as the parser reads it. Its characters are bytes in UTF-8. */
const tidyHead = (lines: readonly string[], charset: string | undefined): string =>
  inUtf8(Buffer.from(lines.map(tidyLine).join('\r\n'), 'latin1'), charset).toString('latin1');

const DISPOSITION = /^(content-disposition[ \t]*:)[ \t]*[\w/-]+/i;

function tidyLine(line: string): string {
  if (!DISPOSITION.test(line)) return line;
  return line
    .replace(DISPOSITION, '$1 form-data')
    .replace(/;\s*filename\*\s*=\s*"([^"]*)"/i, (_, value: string) => `; filename*=${value}`)
    .replace(/;\s*filename\*\s*=\s*([^;"]*)/i, (whole, value: string) => (isExtended(value) ? whole : plain(value)))
    .replace(/\b((?:file)?name=")((?:[^"\\]|\\.)*=\?(?:[^"\\]|\\.)*)"/gi, (_, name: string, value: string) => {
      return `${name}${fromWords(value)}"`;
    });
}

/** Whether a value of RFC 5987 can be decoded: a character set, a language, and escapes. */
const isExtended = (value: string): boolean =>
  /^[\w!#$%&+^`{}~.-]{1,40}'[\w-]*'(?:%[0-9a-f]{2}|[\w!#$&+.^`|~-])+\s*$/i.test(value);

/** A file name that is not what its spelling promises is taken as it stands. */
const plain = (value: string): string => `; filename="${value.replace(/^[\w-]*'[\w-]*'/, '').trim()}"`;

const WORD = /=\?([\w:.-]{1,40})(?:\*[\w-]*)?\?([bq])\?([^?"\s]*)\?=(?:\s+(?==\?))?/gi;

/** Decodes the encoded words of mail (RFC 2047), as far as they can be, to bytes in UTF-8. */
const fromWords = (text: string): string =>
  text.replace(WORD, (word, charset: string, encoding: string, value: string) => {
    const isBase64 = encoding.toLowerCase() === 'b';
    const bytes = isBase64 ? Buffer.from(value, 'base64') : decodeEscapes(value.replaceAll('_', ' '));
    const decoded = decodeCharset(bytes, charset);
    return decoded === undefined ? word : Buffer.from(decoded.replace(/["\\\r\n\0]/g, '_')).toString('latin1');
  });
