import { isUtf8 } from 'node:buffer';
import Encoding from 'encoding-japanese';
import iconv from 'iconv-lite';
import { charsetOfMark, guessCharset } from './charset-guess';
import { charsetOf } from './charset-labels';

/** Sets that programs name when they do not know. */
const NAMED_BLINDLY = new Set(['utf-8', 'windows-1252', 'windows-1254']);
/** So many bytes beyond ASCII are not UTF-8 by chance. */
const NO_CHANCE = 6;

/**
 * Decodes a text.
 *
 * @param label the character set that a header names; '' if none does.
 * @param isHtml whether the text may name its set itself.
 */
export function decodeText(bytes: Buffer, label: string, isHtml = false): string {
  return decodeAs(bytes, charsetFor(bytes, label, isHtml));
}

/** The character set to decode a text with, if its label does not lie. */
function charsetFor(bytes: Buffer, label: string, isHtml: boolean): string {
  const named = charsetOf(label) ?? (isHtml ? charsetOfMeta(bytes) : null);
  if (named === null) return guessCharset(bytes);
  if (named === 'utf-16') return charsetOfMark(bytes) ?? endianOf(bytes);
  if (named.startsWith('utf-16')) return bytes.includes(0) || !isUtf8(bytes) ? named : 'utf-8';
  if (NAMED_BLINDLY.has(named) && bytes.includes('\x1b$')) return guessCharset(bytes);
  if (named === 'utf-8') return charsetOfMark(bytes) ?? (isNearlyUtf8(bytes) ? named : guessCharset(bytes));
  const high = countHigh(bytes);
  if (high === 0 || named === 'utf-7') return named;
  if (isUtf8(bytes) && (high >= NO_CHANCE || NAMED_BLINDLY.has(named) || isBroken(bytes, named))) return 'utf-8';
  return named.startsWith('iso-2022') ? guessCharset(bytes) : named;
}

/** How many of the first bytes are beyond ASCII. */
function countHigh(bytes: Buffer): number {
  let high = 0;
  for (let at = 0; at < bytes.length && high < NO_CHANCE; at++) if ((bytes[at] ?? 0) >= 0x80) high++;
  return high;
}

/** Whether a text cannot be what its label says. */
const isBroken = (bytes: Buffer, charset: string): boolean =>
  decodeAs(bytes.subarray(0, 4_096), charset).slice(0, -2).includes('\ufffd');

/** Without a mark, blanks and Latin letters show which byte of two comes first. */
function endianOf(bytes: Buffer): string {
  let [even, odd] = [0, 0];
  for (let at = 0; at + 1 < Math.min(bytes.length, 4_096); at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  return even > odd ? 'utf-16be' : 'utf-16le';
}

/** Whether most of what is not ASCII is UTF-8, so that the rest are broken bytes. */
function isNearlyUtf8(bytes: Buffer): boolean {
  if (isUtf8(bytes)) return true;
  const text = bytes.toString('utf8');
  let [broken, whole] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken++;
    else if (code >= 0x80) whole++;
  }
  return whole >= broken * 2;
}

/** How far a page may go before it says which characters it is made of. */
const META_BYTES = 8_192;

function charsetOfMeta(bytes: Buffer): string | null {
  const start = bytes.toString('latin1', 0, META_BYTES);
  const label =
    /<meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?([^"'\s;/>]{1,40})/i.exec(start)?.[1] ??
    /^\s*<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([^"']{1,40})/i.exec(start)?.[1];
  const charset = label === undefined ? null : charsetOf(label);
  // A page that could be read as far as this tag is in no set of two bytes.
  return charset?.startsWith('utf-16') ? 'utf-8' : charset;
}

/** Decodes bytes in a character set of `charsetOf`. Broken bytes become U+FFFD. */
function decodeAs(bytes: Buffer, charset: string): string {
  switch (charset) {
    case 'utf-8':
      return fromUtf8(bytes);
    case 'iso-2022-jp':
      return Encoding.convert(bytes.includes('\x1b$') ? withWholeLines(bytes) : bytes, {
        to: 'UNICODE',
        from: 'JIS',
        type: 'string',
      });
    case 'iso-2022-kr':
      return iconv.decode(unshift(bytes, 'cp949'), 'cp949');
    case 'hz-gb-2312':
      return iconv.decode(unshift(bytes, 'hz'), 'gb18030');
    default:
      return iconv.decode(bytes, charset);
  }
}

/** Oracle, MySQL and old Java write characters beyond 16 bits as two surrogates of three bytes each (CESU-8). */
const SURROGATES = /\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]/g;

function fromUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const whole = bytes
    .toString('latin1')
    .replace(SURROGATES, (pair) =>
      iconv.encode(iconv.decode(Buffer.from(pair, 'latin1'), 'cesu8'), 'utf8').toString('latin1'),
    );
  return Buffer.from(whole, 'latin1').toString('utf8');
}

/**
 * Returns to ASCII before each line ends, as RFC 1468 asks: decoders take the line's end for a character. A line behind one
 * that did not return is in ASCII if it cannot be pairs of bytes, and goes on in Japanese otherwise.
 */
function withWholeLines(bytes: Buffer): Buffer {
  let open = '';
  const lines = bytes.toString('latin1').split(/(\r?\n)/);
  for (const [index, line] of lines.entries()) {
    if (index % 2 === 1) continue;
    const [start = '', ...pieces] = line.split('\x1b');
    const begin = start.includes(' ') || start.length % 2 === 1 ? '' : open;
    const last = pieces.at(-1);
    if (last === undefined) open = begin;
    else open = last.startsWith('$') ? `\x1b${last.slice(0, last[1] === '(' ? 3 : 2)}` : '';
    lines[index] = begin + line + (open === '' ? '' : '\x1b(B');
  }
  return Buffer.from(lines.join(''), 'latin1');
}

const [SHIFT_OUT, SHIFT_IN, TILDE, ESCAPE] = [0x0e, 0x0f, 0x7e, 0x1b];

/** Turns characters written in seven bits into those of eight: between shifts, or for HZ between `~{` and `~}`. */
function unshift(bytes: Buffer, kind: 'cp949' | 'hz'): Buffer {
  const result = Buffer.allocUnsafe(bytes.length);
  let [length, isShifted] = [0, false];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const next = bytes[at + 1];
    if (kind === 'cp949' && (byte === SHIFT_OUT || byte === SHIFT_IN)) isShifted = byte === SHIFT_OUT;
    else if (kind === 'cp949' && byte === ESCAPE && next === 0x24) at += 3;
    else if (kind === 'hz' && byte === TILDE && (next === 0x7b || next === 0x7d)) {
      isShifted = next === 0x7b;
      at++;
    } else if (kind === 'hz' && byte === TILDE && (next === TILDE || next === 0x0a)) {
      if (next === TILDE) result[length++] = TILDE;
      at++;
    } else result[length++] = isShifted && byte > 0x20 ? byte | 0x80 : byte;
  }
  return result.subarray(0, length);
}
