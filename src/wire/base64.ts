import { escapeAscii, escapesOf } from './escape';

const SPACES = escapesOf((character) => ({ ' ': '+', '\n': '', '\r': '' })[character]);

/**
 * Reads base64 strictly. PHP's and Node's own decoders skip characters they don't know, and so silently turn a damaged
 * file into a different one.
 *
 * A space counts as `+`: a client that forgets to urlencode its form body sends `+`, and the form decoder reads it as a
 * space. Line breaks are dropped (MIME wraps at 76), the URL-safe alphabet is accepted, and padding is optional.
 *
 * @param text the base64 text; empty text gives an empty buffer
 * @returns the bytes, or undefined if the text is not base64. Never throws
 */
export const decodeBase64 = (text: string): Buffer | undefined => {
  const plain = /[ \r\n]/.test(text) ? escapeAscii(text, SPACES) : text;
  const padding = plain.endsWith('==') ? 2 : plain.endsWith('=') ? 1 : 0;
  if (padding > 0 && plain.length % 4 !== 0) return undefined;

  const digits = plain.slice(0, plain.length - padding);
  // A single leftover digit holds six bits, too few for a byte.
  if (digits.length % 4 === 1 || Buffer.byteLength(digits) !== digits.length) return undefined;
  const bytes = Buffer.from(digits, 'base64');
  // Node skips characters outside the alphabet and returns fewer bytes. On a large file, comparing lengths is four
  // times faster than matching a pattern.
  return bytes.length === Math.floor((digits.length * 3) / 4) ? bytes : undefined;
};
