import { randomFillSync } from 'node:crypto';

/** The letters and digits of ASCII: nearly six bits each. */
export const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Unused bytes. Asking for each character alone takes 0.4 us, and a ticket draws more than fifty. */
const bytes = Buffer.alloc(4_096);
let used = bytes.length;

/**
 * Draws characters from a cryptographic source, all equally likely.
 *
 * @param alphabet at most 256 characters
 */
export function drawText(alphabet: string, length: number): string {
  // Bytes from here on would make the first characters likelier.
  const end = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    if (used === bytes.length) {
      randomFillSync(bytes);
      used = 0;
    }
    const byte = bytes[used++] ?? 256;
    if (byte < end) text += alphabet.charAt(byte % alphabet.length);
  }
  return text;
}
