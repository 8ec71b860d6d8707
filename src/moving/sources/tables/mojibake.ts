import { isUtf8 } from 'node:buffer';

/**
 * Repairs text whose UTF-8 was taken for latin1 on its way in. MySQL's latin1 is Windows-1252, in which five bytes mean
 * control characters, and PHP's utf8_encode knows only ISO 8859-1: both are undone.
 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const byteOf = new Map([...WINDOWS_1252].map((letter, index) => [letter.charCodeAt(0), 0x80 + index]));

/** A lead byte of UTF-8 and the byte after it, as latin1 shows them. Text without such a pair needs no closer look. */
const SUSPICIOUS = new RegExp(`[\\u00c2-\\u00f4][\\u0080-\\u00bf${WINDOWS_1252}]`);

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text behind one that was encoded twice: `KÃ¤se` is `Käse`. Nothing is guessed. Only if every letter beyond ASCII is a
 * part of valid UTF-8 the text is repaired, which no text of a human language is by chance.
 *
 * @returns the same text if it is not certain
 */
export function undoDoubleEncoding(text: string): string {
  let repaired = text;
  // Some texts were encoded three times: by a dump that was read back wrongly.
  for (let round = 0; round < 2; round += 1) {
    const once = undoOnce(repaired);
    if (once === undefined) return repaired;
    repaired = once;
  }
  return repaired;
}

function undoOnce(text: string): string | undefined {
  if (!SUSPICIOUS.test(text)) return undefined;
  const bytes = Buffer.allocUnsafe(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const byte = code < 0x100 ? code : byteOf.get(code);
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The text of bytes that should be UTF-8. Bytes that are not are read as Windows-1252, one by one, because that is what
 * programs write that know nothing of UTF-8.
 *
 * @param invalid hears of such bytes, once
 */
export function decodeBytes(bytes: Buffer, invalid?: () => void): string {
  const text = bytes.toString();
  if (!text.includes('\ufffd') || isUtf8(bytes)) return text;
  invalid?.();
  return decodeMixed(bytes);
}

function decodeMixed(bytes: Buffer): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOfLetter(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(bytes.toString('utf8', from, at), WINDOWS_1252[(bytes[at] ?? 0) - 0x80] ?? latin1(bytes[at] ?? 0));
    at += 1;
    from = at;
  }
  parts.push(bytes.toString('utf8', from));
  return parts.join('');
}

const latin1 = (byte: number): string => String.fromCharCode(byte);

/** The number of bytes of the letter of UTF-8 that begins here; 0 if none does. */
function lengthOfLetter(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  // Let the decoder judge: it knows what is too long, a surrogate or beyond Unicode.
  return bytes.toString('utf8', at, at + length).includes('\ufffd') ? 0 : length;
}
