import { ApiError } from '../errors';

/** What the Content-Type header says that a body is. Clients that send forms often name no type, or plain text. */
export type Label = 'form' | 'json' | 'multipart' | 'other';

/** What a body is, to judge by its first bytes. */
type Shape = 'form' | 'json' | 'multipart' | 'xml' | 'unclear';

/** Reads a Content-Type header. */
export function labelOf(contentType: string | undefined): Label {
  const type = (contentType ?? '').trim().toLowerCase();
  if (type === '' || /^(application\/x-www-form-urlencoded|text\/plain)\b/.test(type)) return 'form';
  if (/^multipart\/form-data\b/.test(type)) return 'multipart';
  return /^(application|text)\/([\w.+-]+\+)?json\b/.test(type) ? 'json' : 'other';
}

/** The character set that a Content-Type header names, in lower case; undefined if it names none. */
export const charsetOf = (contentType: string | undefined): string | undefined =>
  /;\s*charset\s*=\s*["']?([\w:.-]{1,40})/i.exec(contentType ?? '')?.[1]?.toLowerCase();

/** A boundary, and the header that every part of a form has. Some clients put the part's Content-Type before it. */
const PARTS = /^--[^\r\n]{1,200}\r?\n(?:content-type:[^\r\n]*\r?\n)?content-disposition:\s*form-data/i;

/** The first name of a form. Encoders escape every character that is not here. */
const FIRST_NAME = /^(?:[\w.~*!'()$@:/+[\]-]|%[0-9a-f]{2}){1,200}=/i;

/** Judges a body by its first bytes. */
export function shapeOf(bytes: Buffer): Shape {
  const start = bytes.subarray(0, 500).toString('latin1').trimStart();
  // Programs that encode all of a body write a brace as %7B.
  if (/^(?:[{["]|%7b)/i.test(start)) return 'json';
  if (/^<[?!a-z]/i.test(start)) return 'xml';
  if (PARTS.test(start)) return 'multipart';
  return FIRST_NAME.test(start) ? 'form' : 'unclear';
}

/** Whether these bytes begin a form whose first name is an ordinary one, so that it needs no closer look. */
export const isPlainForm = ([first = 0, second = 1]: Buffer): boolean =>
  ((first >= 0x61 && first <= 0x7a) || (first >= 0x41 && first <= 0x5a)) && second !== 0;

const startsWith = (bytes: Buffer, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

/** @throws ApiError (malformed) for a body that was compressed without saying so in Content-Encoding */
export function refuseCompressed(bytes: Buffer): void {
  if (!startsWith(bytes, GZIP) && !startsWith(bytes, ZSTD)) return;
  throw new ApiError('malformed', 'The body is compressed: send it as it is');
}

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

const notUtf8 = (): ApiError => new ApiError('malformed', 'The body is not valid UTF-8 text: send it in UTF-8');

/** @throws ApiError (malformed) `The body is not valid UTF-8 text: send it in UTF-8` for text in any other encoding */
export function refuseOtherText(bytes: Buffer): void {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notUtf8();
  }
}

/**
 * Removes a byte order mark and turns UTF-16 into UTF-8. .NET and PowerShell write both. UTF-16 without a mark shows in
 * its first character, which is ASCII in every kind of body.
 *
 * @throws ApiError (malformed) `The body is not valid UTF-8 text: send it in UTF-8` for broken UTF-16 after a mark
 */
export function withoutMark(bytes: Buffer): Buffer {
  // A file with a mark that a program writes once more has two.
  if (startsWith(bytes, UTF8_MARK)) return withoutMark(bytes.subarray(UTF8_MARK.length));
  const isMarked = UTF16_MARKS.some((mark) => startsWith(bytes, mark));
  const [first = 1, second = 1] = bytes;
  if (!isMarked && first !== 0 && second !== 0) return bytes;
  const text = decodeUtf16(bytes, first === 0xfe || first === 0);
  if (text === undefined && isMarked) throw notUtf8();
  return text === undefined ? bytes : Buffer.from(text);
}

function decodeUtf16(bytes: Buffer, isBigEndian: boolean): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const text = (isBigEndian ? Buffer.from(bytes).swap16() : bytes).toString('utf16le').replace(/^\ufeff/, '');
  // UTF-32 has zeros in it.
  return text.isWellFormed() && !text.includes('\0') ? text : undefined;
}

/** Removes the zero that ends a string in C and MQL, which programs send by counting one byte too many. */
export function withoutEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (bytes[end - 1] === 0) end -= 1;
  return end < bytes.length ? bytes.subarray(0, end) : bytes;
}

/** Removes empty lines and spaces before a form, which would become a part of its first name. */
export const withoutSpace = (bytes: Buffer): Buffer => {
  const first = bytes.findIndex((byte) => !SPACES.has(byte));
  return first > 0 ? bytes.subarray(first) : bytes;
};

const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** The refusal of a body that is nothing we read. */
export const wrongType = (): ApiError =>
  new ApiError(
    'malformed',
    'The Content-Type must be application/x-www-form-urlencoded, multipart/form-data or application/json',
  );
