import { isAscii } from 'node:buffer';

/** A padding sign, as forms write it. */
const ESCAPED_PADDING = /^%3d$/i;

/**
 * A long field of a form that has nothing in it to undo but the padding at its end, as base64 has. It stays where it
 * lies in the body: a text of 180 KB and the bytes that it is made of cost more than decoding the file in it.
 */
export class LongBase64 {
  private constructor(
    /** ASCII; whether it is base64 is not known yet. */
    readonly digits: Buffer,
    /** How many padding signs follow. */
    readonly padding: number,
  ) {}

  /** @param encoded a value of a form, as it was sent. @returns undefined if there is more in it to undo */
  static of(encoded: Buffer): LongBase64 | undefined {
    let end = encoded.length;
    let padding = 0;
    for (; padding < 2; padding += 1) {
      if (encoded[end - 1] === PADDING) end -= 1;
      else if (ESCAPED_PADDING.test(encoded.toString('latin1', end - 3, end))) end -= 3;
      else break;
    }
    const digits = encoded.subarray(0, end);
    const isPlain = !MARKS.some((mark) => digits.includes(mark)) && isAscii(digits);
    return isPlain ? new LongBase64(digits, padding) : undefined;
  }

  /** The field as a text, for whoever wants no bytes. */
  toString(): string {
    return this.digits.toString('latin1') + '='.repeat(this.padding);
  }
}

const PADDING = 0x3d;
/** A percent sign, a plus sign, which is a space, and NUL, which no field may have. */
const MARKS = [0x25, 0x2b, 0x00];
