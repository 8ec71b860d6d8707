import type { Plain } from './present';

const LAST_PLAIN = 0x7e;
const ESCAPE_LENGTH = 6;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const HEX_DIGITS = Buffer.from('0123456789abcdef');

/**
 * Writes JSON in pure ASCII, as PHP does, because some clients read other bytes as Latin-1.
 *
 * @returns JSON with a `\uXXXX` escape for every character beyond ASCII
 */
export function toJson(value: Plain): string {
  const json = write(value);
  let others = 0;
  for (let at = 0; at < json.length; at += 1) if (json.charCodeAt(at) > LAST_PLAIN) others += 1;
  return others === 0 ? json : escaped(json, json.length + others * (ESCAPE_LENGTH - 1));
}

/** Writes maps by hand to keep their order: JavaScript objects sort members that have numbers for names. */
function write(value: Plain): string {
  if (value instanceof Map) return members([...value]);
  if (Array.isArray(value)) return value.some(holdsMap) ? `[${value.map(write).join(',')}]` : JSON.stringify(value);
  if (typeof value !== 'object' || value === null || !holdsMap(value)) return JSON.stringify(value);
  return members(Object.entries(value));
}

const members = (entries: [string, Plain][]): string =>
  `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${write(inner)}`).join(',')}}`;

/** Looks one level deep only: answers that contain a map have it near the top. */
const holdsMap = (value: Plain): boolean =>
  value instanceof Map ||
  (typeof value === 'object' && value !== null && Object.values(value).some((inner) => inner instanceof Map));

/** Works byte by byte: replacing characters in the string takes seconds for a long Cyrillic text. */
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
