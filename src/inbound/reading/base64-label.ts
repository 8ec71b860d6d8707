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
  const text = beforePadding(encoded.toString('latin1', 0, SAMPLE));
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

/** The text as far as base64 goes: mailing lists write their own words below it. */
function beforePadding(text: string): string {
  const end = /={1,2}[ \t]*(?:\r?\n|$)/.exec(text);
  return end === null ? text : text.slice(0, end.index + end[0].length);
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
