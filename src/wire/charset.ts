import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** The character sets that programs name. iconv-lite calls others so that are none, such as base64. */
const CHARSETS =
  /^(?:us-?ascii|ascii|latin-?\d|iso-?8859-\d{1,2}|(?:windows|cp)-?(?:125\d|874|936|949|1[0-9]{3})|koi8-[ru]|macintosh|shift_?jis|sjis|euc-(?:jp|kr)|ks_c_5601-1987|gb(?:k|2312|18030)|big5|utf-?16(?:le|be)?)$/i;

/** By these names, programs mean windows-1252, which has all of their characters. */
const WESTERN = /^(?:us-?ascii|ascii|latin-?1|iso-?8859-1)$/i;

/** Whether a name is that of a character set other than UTF-8 that can be decoded. */
export const isCharset = (name: string): boolean => CHARSETS.test(name) && iconv.encodingExists(name);

/**
 * Decodes text.
 *
 * @returns undefined if the character set is unknown, or the text is not in it. Never throws
 */
export function decodeCharset(bytes: Buffer, name: string): string | undefined {
  if (/^utf-?8$/i.test(name)) return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  if (!isCharset(name)) return undefined;
  const text = iconv.decode(bytes, WESTERN.test(name) ? 'windows-1252' : name);
  return text.includes('\ufffd') ? undefined : text;
}

/**
 * Turns text of the character set that its header names into UTF-8. Programs name another one and send UTF-8 all the
 * same, so text that is UTF-8 is not touched. UTF-16 has zeros in it, and looks like UTF-8.
 */
export function inUtf8(bytes: Buffer, charset: string | undefined): Buffer {
  if (charset === undefined || (isUtf8(bytes) && !(/^utf-?16/i.test(charset) && bytes.includes(0)))) return bytes;
  const text = decodeCharset(bytes, charset);
  return text === undefined ? bytes : Buffer.from(text);
}
