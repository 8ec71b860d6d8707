import { escapeAscii, escapesOf } from './escape';

const SPACES = escapesOf((character) => ({ ' ': '+', '\n': '', '\r': '', '\t': '' })[character]);

/**
 * Reads base64 strictly. PHP's and Node's own decoders skip characters they don't know, and so silently turn a damaged
 * file into a different one.
 *
 * A space counts as `+`: a client that forgets to urlencode its form body sends `+`, and the form decoder reads it as a
 * space. Line breaks and tabs are dropped (MIME wraps at 76), the URL-safe alphabet is accepted, and padding is optional.
 *
 * @param text the base64 text; empty text gives an empty buffer
 * @returns the bytes, or undefined if the text is not base64. Never throws
 */
export const decodeBase64 = (text: string): Buffer | undefined => {
  const bytes = decodePlain(text);
  if (bytes !== undefined) return bytes;
  const plain = /[ \r\n\t]/.test(text) ? escapeAscii(text, SPACES) : text;
  return decodePlain(plain) ?? (/[%\\]/.test(plain) ? decodePlain(withoutEscapes(plain)) : undefined);
};

/** How many digits are decoded at a time, so that none of them is a long text, which V8 makes in pages of its own. */
const DIGITS_AT_ONCE = 16_384;

/**
 * Reads base64 from bytes, if it has nothing in it but digits and padding.
 *
 * @returns undefined if there is anything else. Never throws
 */
export const decodeBase64Bytes = (text: Buffer): Buffer | undefined => {
  const padding = text.at(-1) !== PADDING ? 0 : text.at(-2) !== PADDING ? 1 : 2;
  return decodeDigits(text.subarray(0, text.length - padding), padding, Buffer.allocUnsafe);
};

/**
 * Does the same for base64 without its padding.
 *
 * @param padding how many padding signs there were
 * @param room returns a buffer of the size that it is given, for the bytes
 */
export const decodeDigits = (digits: Buffer, padding: number, room: (size: number) => Buffer): Buffer | undefined => {
  const size = sizeOf(digits.length + padding, padding);
  if (size === undefined) return undefined;
  const bytes = room(size);
  let length = 0;
  for (let at = 0; at < digits.length; at += DIGITS_AT_ONCE) {
    length += bytes.write(digits.toString('latin1', at, at + DIGITS_AT_ONCE), length, 'base64');
  }
  return length === size ? bytes : undefined;
};

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const PADDING = 0x3d;
/** What an escape stands for, by its letters: line breaks that were written as `\\n`, and a second percent-encoding. */
const ESCAPES: Record<string, string> = { '\\N': '', '\\R': '', '\\/': '/', '%2B': '+', '%2F': '/', '%3D': '=' };

/** Undoes escapes that base64 cannot contain. It works byte by byte, because a string with a million of them is slow. */
const withoutEscapes = (text: string): string => {
  const bytes = Buffer.from(text, 'latin1');
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const size = byte === BACKSLASH ? 2 : byte === PERCENT ? 3 : 0;
    const meant = size === 0 ? undefined : ESCAPES[bytes.toString('latin1', at, at + size).toUpperCase()];
    if (meant === undefined) bytes[length++] = byte;
    else {
      length += bytes.write(meant, length, 'latin1');
      at += size - 1;
    }
  }
  return bytes.toString('latin1', 0, length);
};

/** How many bytes a base64 text stands for; undefined if no base64 text is that long. */
const sizeOf = (length: number, padding: number): number | undefined => {
  if (padding > 0 && length % 4 !== 0) return undefined;
  const digits = length - padding;
  // A single leftover digit holds six bits, too few for a byte.
  return digits % 4 === 1 ? undefined : Math.floor((digits * 3) / 4);
};

const decodePlain = (plain: string): Buffer | undefined => {
  const padding = plain.endsWith('==') ? 2 : plain.endsWith('=') ? 1 : 0;
  const size = sizeOf(plain.length, padding);
  if (size === undefined || Buffer.byteLength(plain) !== plain.length) return undefined;
  const bytes = Buffer.from(plain.slice(0, plain.length - padding), 'base64');
  // Node skips characters outside the alphabet and returns fewer bytes. On a large file, comparing lengths is four
  // times faster than matching a pattern.
  return bytes.length === size ? bytes : undefined;
};
