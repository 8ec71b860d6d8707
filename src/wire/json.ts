import type { Plain } from './present';

const LAST_PLAIN = 0x7e;
const ESCAPE_LENGTH = 6;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const HEX_DIGITS = Buffer.from('0123456789abcdef');

/**
 * JSON in ASCII only, as PHP writes it: clients exist that take other bytes for Latin-1.
 *
 * @returns text in which every character beyond ASCII is a `\uXXXX` escape.
 */
export function toJson(value: Plain): string {
  const json = JSON.stringify(value);
  let others = 0;
  for (let at = 0; at < json.length; at += 1) if (json.charCodeAt(at) > LAST_PLAIN) others += 1;
  return others === 0 ? json : escaped(json, json.length + others * (ESCAPE_LENGTH - 1));
}

/** Byte by byte: replacing them in the string takes seconds for a long text in Cyrillic. */
function escaped(json: string, size: number): string {
  const bytes = Buffer.allocUnsafe(size);
  let end = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code <= LAST_PLAIN) {
      bytes[end++] = code;
      continue;
    }
    bytes[end++] = BACKSLASH;
    bytes[end++] = LETTER_U;
    for (let shift = 12; shift >= 0; shift -= 4) bytes[end++] = HEX_DIGITS[(code >> shift) & 15] ?? 0;
  }
  return bytes.toString('latin1');
}
