import { decodeText } from './charsets';
import { decodeBase64, decodeQuotedPrintable } from './transfer';

/** What begins an encoded word: the character set, perhaps with a language, and the encoding. */
const START = /=\?([^?\s]{1,60})\?([bq])\?/iy;

const SIGN = /=\?/g;

/** Where the next encoded word may begin; -1 if there is none. */
function nextSign(value: string, from: number): number {
  SIGN.lastIndex = from;
  return SIGN.exec(value)?.index ?? -1;
}

/** A word that was cut off ends with its header. The end of longer ones is not looked for. */
const LONGEST_CUT_OFF = 1_000;

interface Word {
  charset: string;
  bytes: Buffer;
  /** Where the text after it begins. */
  end: number;
}

/** Finds the encoded words of a header in one pass: each end is looked for once, however many beginnings there are. */
class WordReader {
  private nextEnd = -1;

  constructor(private readonly value: string) {}

  /** The word that begins at a place; null if none does. */
  read(at: number): Word | null {
    const [start, label = '', encoding = ''] = this.startAt(at) ?? [];
    if (start === undefined) return null;
    const from = at + start.length;
    const end = this.endAfter(from);
    const isCutOff = end === Number.POSITIVE_INFINITY;
    if (isCutOff && this.value.length - from > LONGEST_CUT_OFF) return null;
    const inner = nextSign(this.value, from);
    if (inner >= 0 && inner < end && this.startAt(inner) !== null) return null;
    const content = this.value.slice(from, end);
    if (isCutOff && /\s/.test(content)) return null;
    const charset = label.replace(/\*.*$/, '').toLowerCase();
    return { charset, bytes: bytesOf(content, encoding), end: isCutOff ? this.value.length : end + 2 };
  }

  private startAt(at: number): RegExpExecArray | null {
    START.lastIndex = at;
    return START.exec(this.value);
  }

  private endAfter(from: number): number {
    if (this.nextEnd < from) {
      const found = this.value.indexOf('?=', from);
      this.nextEnd = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.nextEnd;
  }
}

/** The content has letters beyond ASCII only where somebody wrote them without encoding. */
const bytesOf = (content: string, encoding: string): Buffer =>
  encoding.toLowerCase() === 'b'
    ? decodeBase64(Buffer.from(content, 'latin1'))
    : decodeQuotedPrintable(Buffer.from(content.replaceAll('_', ' '), 'utf8'));

/**
 * Decodes the encoded words of RFC 2047 in a header, also those that are written against its rules: with blanks inside,
 * without padding, in the middle of other letters, or cut in the middle of a character.
 *
 * @param value unfolded, in Unicode.
 */
export function decodeWords(value: string): string {
  if (nextSign(value, 0) < 0) return value;
  const reader = new WordReader(value);
  const result: string[] = [];
  /** Neighbours of one character set, which are decoded together. */
  let words: Word[] = [];
  const decodeOpen = (): void => {
    const [first] = words;
    if (first !== undefined) result.push(decodeText(Buffer.concat(words.map(({ bytes }) => bytes)), first.charset));
    words = [];
  };
  let [at, plainFrom] = [0, 0];
  while (at < value.length) {
    const found = nextSign(value, at);
    if (found < 0) break;
    const word = reader.read(found);
    if (word === null) {
      at = found + 2;
      continue;
    }
    const plain = value.slice(plainFrom, found);
    const isNeighbour = words.length > 0 && plain.trim() === '';
    if (!isNeighbour || words[0]?.charset !== word.charset) decodeOpen();
    if (!isNeighbour) result.push(plain);
    words.push(word);
    at = plainFrom = word.end;
  }
  decodeOpen();
  return result.join('') + value.slice(plainFrom);
}
