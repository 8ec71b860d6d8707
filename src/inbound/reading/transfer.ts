import { endOfBase64, isNoBase64 } from './base64-label';
import { decodeUu } from './uuencode';

const EQUALS = 0x3d;
const LF = 0x0a;
const CR = 0x0d;

/** How much base64 is decoded at a time, so that a large file is not in memory as text too. */
const WINDOW = 1 << 20;

const hexOf = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

/** Undoes quoted-printable. What is none stays as it is. */
export function decodeQuotedPrintable(encoded: Buffer): Buffer {
  if (!encoded.includes(EQUALS)) return encoded;
  const decoded = Buffer.allocUnsafe(encoded.length);
  let length = 0;
  for (let at = 0; at < encoded.length; at++) {
    const byte = encoded[at] ?? 0;
    if (byte === EQUALS) {
      const [high, low] = [hexOf(encoded[at + 1]), hexOf(encoded[at + 2])];
      if (high >= 0 && low >= 0) {
        decoded[length++] = high * 16 + low;
        at += 2;
        continue;
      }
      const end = endOfSoftBreak(encoded, at + 1);
      if (end > 0) {
        at = end - 1;
        continue;
      }
    }
    decoded[length++] = byte;
  }
  return decoded.subarray(0, length);
}

/** Where the line after a soft break begins. Some programs leave blanks after the sign. 0 if there is no break. */
function endOfSoftBreak(encoded: Buffer, from: number): number {
  let at = from;
  while (at - from < 80 && (encoded[at] === 0x20 || encoded[at] === 0x09)) at++;
  if (at >= encoded.length) return encoded.length;
  if (encoded[at] === CR && encoded[at + 1] === LF) return at + 2;
  return encoded[at] === LF ? at + 1 : 0;
}

/** The places in the middle at which base64 may end. */
const MOST_GROUPS = 200;

/** The bytes that make up base64; all others are left aside. */
const NOT_BASE64 = /[^A-Za-z0-9+/_-]+/g;

/**
 * Undoes base64. Padding in the middle, wrong characters and a missing end cost nothing but themselves.
 *
 * @param isText whether words below the end of the base64, such as those of a mailing list, are kept.
 */
export function decodeBase64(encoded: Buffer, isText = false): Buffer {
  const decoded: Buffer[] = [];
  for (let from = 0; from < encoded.length; ) {
    // Behind so many ends, the signs are only broken letters.
    const padding = decoded.length > MOST_GROUPS ? -1 : encoded.indexOf(EQUALS, from);
    decodeGroup(encoded.subarray(from, padding < 0 ? encoded.length : padding), decoded);
    if (padding < 0) break;
    from = padding;
    while (encoded[from] === EQUALS) from++;
    const rest = encoded.subarray(from, from + 2_000).toString('latin1');
    if (isText && /[^A-Za-z0-9+/=\s_-]|\w +\w/.test(rest)) {
      decoded.push(encoded.subarray(from));
      break;
    }
  }
  return decoded.length === 1 && decoded[0] !== undefined ? decoded[0] : Buffer.concat(decoded);
}

/** Decodes base64 without padding, window by window, and adds it to the list. */
function decodeGroup(encoded: Buffer, decoded: Buffer[]): void {
  let carried = '';
  for (let at = 0; at < encoded.length; at += WINDOW) {
    const letters =
      carried + encoded.toString('latin1', at, Math.min(at + WINDOW, encoded.length)).replace(NOT_BASE64, '');
    const whole = at + WINDOW >= encoded.length ? letters.length : letters.length - (letters.length % 4);
    decoded.push(Buffer.from(letters.slice(0, whole), 'base64'));
    carried = letters.slice(whole);
  }
}

/**
 * Undoes a Content-Transfer-Encoding.
 *
 * @param encoding as in the header. What is unknown changes nothing.
 * @param charset that of a text, '' if it names none; null for a file.
 */
export function decodeTransfer(encoded: Buffer, encoding: string, charset: string | null): Buffer {
  switch (/[a-z0-9-]+/.exec(encoding.toLowerCase())?.[0]) {
    case 'base64':
      return charset === null ? decodeBase64(encoded) : decodeBase64Text(encoded, charset);
    case 'quoted-printable':
      return decodeQuotedPrintable(encoded);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return decodeUu(encoded);
    default:
      return encoded;
  }
}

function decodeBase64Text(encoded: Buffer, charset: string): Buffer {
  if (isNoBase64(encoded, charset)) return encoded;
  const end = endOfBase64(encoded);
  const decoded = decodeBase64(encoded.subarray(0, end), true);
  return end === encoded.length ? decoded : Buffer.concat([decoded, encoded.subarray(end)]);
}

/** How many bytes base64 stands for, without decoding it. */
export function sizeOfBase64(encoded: Buffer): number {
  let letters = 0;
  // A loop over the bytes themselves takes many times as long.
  for (let at = 0; at < encoded.length; at++) {
    const byte = encoded[at] ?? 0;
    if (byte > 0x20 && byte !== EQUALS) letters++;
  }
  return Math.floor((letters * 3) / 4);
}
