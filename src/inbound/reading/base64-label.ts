/** How much of a text tells what it is. */
const SAMPLE = 4_096;
/** Of more letters in a row, no word is made. */
const LONGEST_WORD = 60;
const NO_WORD = /[A-Za-z0-9+/]{61}/;

/** Control characters that no text has, not even one in JIS or HZ. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const UNREADABLE = /[\x01-\x08\x10-\x1a\x1c-\x1f\x7f]/;
/** Sets whose bytes may be anything. */
const WIDE = /utf-?(?:16|32)|ucs|unicode/i;
/** Sets whose bytes show whether a text is in them. A text without a label is mostly in UTF-8. */
const CHECKED = /^$|^utf-?8$|ascii/i;

/**
 * Whether a text that is labelled base64 stands there as somebody wrote it. Undoing base64 would destroy it.
 *
 * @param charset as the text's header names it; '' for none.
 */
export function isNoBase64(encoded: Buffer, charset: string): boolean {
  const text = encoded.toString('latin1', 0, Math.min(SAMPLE, endOfBase64(encoded)));
  const letters = text.replace(/\s+/g, '');
  const base64 = letters.replace(/[^A-Za-z0-9+/=_-]/g, '');
  // Blanks between words count: base64 has none within a line.
  const strange = letters.length - base64.length + (text.match(/\S[ \t]+(?=\S)/g) ?? []).length;
  if (letters === '' || strange * 3 > letters.length) return letters !== '';
  const isReadable = mayBeText(Buffer.from(base64, 'base64'), charset);
  if (CHECKED.test(charset) && isReadable) return false;
  if (strange * 15 > letters.length) return true;
  if (strange === 0 && hasShapeOfBase64(text)) return !isReadable && isShortWord(letters);
  return !NO_WORD.test(text) && !(isReadable && /[a-z][A-Z]/.test(text));
}

/** How much of the end of a text may be such words. */
const LONGEST_FOOTER = 16_384;
const BASE64_LINE = /^[A-Za-z0-9+/]+={0,2}$/;
/** A line of some length with letters of all kinds, as base64 has them and words do not. */
const NO_COMMON_WORD = /^(?=.*[a-z].*[A-Z]|.*[A-Z].*[a-z])(?=.*\d)\S{16}/;
const WORDS = /[^A-Za-z0-9+/=\s_-]|\w +\w/;

/**
 * Where base64 ends in a text. Mailing lists write their own words below it, and a third of all texts have no padding
 * before them.
 */
export function endOfBase64(encoded: Buffer): number {
  const from = encoded.length <= LONGEST_FOOTER ? 0 : encoded.indexOf('\n', encoded.length - LONGEST_FOOTER) + 1;
  const tail = encoded.toString('latin1', from);
  if (!WORDS.test(tail)) return encoded.length;
  const lines = tail.split('\n');
  const first = /\S+/.exec(encoded.toString('latin1', 0, 2_000))?.[0] ?? '';
  if (!NO_COMMON_WORD.test(first)) return encoded.length;
  const full = first.length;
  const isFull = (line: string): boolean => line.length === full && BASE64_LINE.test(line);
  let last = lines.findLastIndex((line) => isFull(line.trim()));
  if (last < 0) return encoded.length;
  const next = lines[last + 1]?.trim() ?? '';
  const isPadded = lines[last]?.trim().endsWith('=') === true;
  const isLast = (next.length + full * last) % 4 === 0 || NO_COMMON_WORD.test(next);
  if (!isPadded && next.length < full && BASE64_LINE.test(next) && isLast) last++;
  const below = lines.slice(last + 1).join('\n');
  return WORDS.test(below) ? encoded.length - below.length - 1 : encoded.length;
}

/** Whether all lines but the last are of one length, and each is made of groups of four letters. */
function hasShapeOfBase64(text: string): boolean {
  const lines = text.trim().split(/\s*\n/);
  const first = lines[0]?.length;
  return lines.every(({ length }, at) => length % 4 === 0 && (length === first || at === lines.length - 1));
}

const isShortWord = (letters: string): boolean => letters.length <= LONGEST_WORD && /^[A-Za-z]+$/.test(letters);

/** Whether decoded bytes may be a text, a few broken ones left aside. */
function mayBeText(decoded: Buffer, charset: string): boolean {
  if (WIDE.test(charset)) return true;
  if (UNREADABLE.test(decoded.toString('latin1'))) return false;
  const broken = decoded.toString('utf8').match(/\ufffd/g) ?? [];
  return !CHECKED.test(charset) || broken.length * 30 <= decoded.length;
}
