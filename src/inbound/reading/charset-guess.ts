import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { charsetOf } from './charset-labels';

/** Guessing looks at the beginning only. */
const SAMPLE_BYTES = 32_768;
/** A guess is worth something from this confidence on, of 100. */
const CONFIDENT = 40;

/** Escapes that switch to two bytes a character, or to katakana. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what it looks for
const JAPANESE_ESCAPES = /\x1b(?:\$[@B]|\$\([@BD]|\(I)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what it looks for
const KOREAN_ESCAPES = /\x1b\$\)C/;

const isHigh = (byte: number): boolean => byte >= 0x80;

/** The character set that the first bytes of a text name. */
export function charsetOfMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes[2] === 0 && bytes[3] === 0 ? 'utf-32le' : 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** Which character set a text without a label is in: the likeliest, and windows-1252 where nothing speaks for another. */
export function guessCharset(bytes: Buffer): string {
  const marked = charsetOfMark(bytes);
  if (marked !== null) return marked;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (!sample.some(isHigh)) {
    const text = sample.toString('latin1');
    if (JAPANESE_ESCAPES.test(text)) return 'iso-2022-jp';
    if (KOREAN_ESCAPES.test(text)) return 'iso-2022-kr';
  }
  if (isUtf8(bytes)) return 'utf-8';
  const letters = sample.filter((byte) => isHigh(byte) || (byte | 0x20) - 0x61 < 26);
  return letters.filter(isHigh).length * 10 < letters.length * 3 ? guessLatin(sample) : guessOther(sample);
}

/** A sign in the middle of a word, which no language writes. */
const SIGN_IN_WORD = /\p{L}[^\p{L}\p{M}\p{N}\s\p{P}]\p{L}|\p{L}[¿¡¹²³¼½¾£¥§¶±«»\ufffd]\p{L}/u;

const CENTRAL_EUROPEAN = ['windows-1250', 'iso-8859-2', 'windows-1257'];

/** Of a text that is mostly ASCII. */
function guessLatin(sample: Buffer): string {
  if (SIGN_IN_WORD.test(iconv.decode(sample, 'windows-1252'))) {
    const better = CENTRAL_EUROPEAN.find((charset) => !SIGN_IN_WORD.test(iconv.decode(sample, charset)));
    if (better !== undefined) return better;
    const double = guessDoubleByte(sample);
    if (double !== null) return double;
  }
  return analyse(sample)[0]?.name === 'ISO-8859-9' ? 'windows-1254' : 'windows-1252';
}

/** Of a text that is mostly not ASCII. */
function guessOther(sample: Buffer): string {
  const found = analyse(sample).filter(({ name }) => !/^(?:ASCII|ISO-8859-[1239]$|windows-125[02478])/.test(name));
  const [best] = found;
  if (best !== undefined && best.confidence >= CONFIDENT) {
    const isThai = best.name === 'ISO-8859-8' && sample.some((byte) => byte > 0xa0 && byte < 0xe0);
    return isThai ? 'windows-874' : (WINDOWS_FOR[best.name] ?? charsetOf(best.name) ?? 'windows-1252');
  }
  return guessDoubleByte(sample) ?? guessScript(sample) ?? guessLatin(sample);
}

/** Those of Windows have more letters at the same places. */
const WINDOWS_FOR: Record<string, string> = {
  'ISO-8859-7': 'windows-1253',
  'ISO-8859-8': 'windows-1255',
  'KOI8-R': 'koi8-u',
};

/** One byte a letter, and the letters that a text in it is made of. */
const SCRIPTS: [charset: string, letter: RegExp][] = [
  ['windows-1253', /\p{Script=Greek}/u],
  ['windows-1255', /[א-ת]/u],
  ['windows-1251', /\p{Script=Cyrillic}/u],
  ['koi8-u', /\p{Script=Cyrillic}/u],
  ['cp866', /\p{Script=Cyrillic}/u],
  ['windows-1256', /\p{Script=Arabic}/u],
  ['windows-874', /\p{Script=Thai}/u],
];

/** Of a text in letters other than Latin: where nearly all of it is letters, and capitals only begin words. */
function guessScript(sample: Buffer): string | null {
  const scores = SCRIPTS.map(([charset, letter]) => {
    const text = iconv.decode(sample, charset);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is looked at
    const signs = text.match(/[^\x00-\x7f]/g) ?? [];
    const letters = signs.filter((sign) => letter.test(sign)).length;
    // A capital within a word, or a Latin letter beside one of another script.
    const strange = (text.match(/\p{Ll}\p{Lu}|[A-Za-z](?=[^\p{Script=Latin}\P{L}])/gu) ?? []).length;
    return { charset, score: (letters - strange * 2) / Math.max(1, signs.length) };
  });
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > 0.9 ? best.charset : null;
}

/** The lead bytes of the characters that people use most, the rarer ranges first. */
const COMMON_LEADS: [charset: string, from: number, to: number][] = [
  ['shift_jis', 0x81, 0x83],
  ['euc-jp', 0xa4, 0xa5],
  ['cp949', 0xb0, 0xc8],
  ['big5-hkscs', 0xa4, 0xc6],
  ['gb18030', 0xb0, 0xd7],
];

/** Of a short text with two bytes a character. */
function guessDoubleByte(sample: Buffer): string | null {
  for (const [charset, from, to] of COMMON_LEADS) {
    let [common, all] = [0, 0];
    for (let at = 0; at < sample.length; at++) {
      const byte = sample[at] ?? 0;
      if (!isHigh(byte)) continue;
      all++;
      if (byte >= from && byte <= to) common++;
      at++;
    }
    const isLikely = all >= 2 && common / all >= 0.75;
    if (isLikely && !iconv.decode(sample, charset).slice(0, -1).includes('\ufffd')) return charset;
  }
  return null;
}
