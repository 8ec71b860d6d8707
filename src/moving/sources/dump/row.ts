/** How a value is written. */
const NULL = 0;
const AS_IS = 1;
const ESCAPED = 2;
const DOUBLED = 3;
const HEX = 4;

const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What an escaped letter stands for, if not for itself: as MySQL's manual has it. */
const ESCAPES = new Uint8Array(256);
for (let letter = 0; letter < 256; letter += 1) ESCAPES[letter] = letter;
for (const [letter, byte] of [
  ['0', 0],
  ['b', 8],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['Z', 26],
] as const) {
  ESCAPES[letter.charCodeAt(0)] = byte;
}

/** A value that is no literal, at this byte of the window. */
export class UnknownValue extends Error {
  constructor(readonly at: number) {
    super('unknown value');
  }
}

/**
 * One row of an INSERT. {@link read} only notes where its values are, because the row may go on beyond the bytes that are
 * there. {@link value} gives the bytes of a value, for which it may change those that were read.
 */
export class Row {
  count = 0;
  private readonly kinds = new Uint8Array(4096);
  private readonly begins = new Int32Array(4096);
  private readonly ends = new Int32Array(4096);
  private bytes: Buffer = Buffer.alloc(0);

  /**
   * Reads the row that begins at an opening parenthesis. Behind `end` stands a quote, which ends every loop.
   *
   * @returns where it ends, behind its closing parenthesis; -1 if more bytes are needed
   * @throws UnknownValue
   */
  read(bytes: Buffer, from: number, end: number, hasEscapes: boolean): number {
    this.bytes = bytes;
    let count = 0;
    let at = from + 1;
    for (;;) {
      while (at < end && (bytes[at] as number) <= 0x20) at += 1;
      at = this.readValue(count, at, end, hasEscapes);
      if (at < 0) return -1;
      count += 1;
      while (at < end && (bytes[at] as number) <= 0x20) at += 1;
      if (at >= end) return -1;
      const mark = bytes[at];
      at += 1;
      if (mark === 0x2c) continue;
      if (mark !== 0x29 || count > 4096) throw new UnknownValue(at - 1);
      this.count = count;
      return at;
    }
  }

  /** The bytes of a value, valid until the next row is read; null for NULL. */
  value(index: number): Buffer | null {
    const kind = this.kinds[index] as number;
    const begin = this.begins[index] as number;
    const end = this.ends[index] as number;
    if (kind === NULL || index >= this.count) return null;
    if (kind === AS_IS) return this.bytes.subarray(begin, end);
    if (kind === HEX) return fromHex(this.bytes.toString('latin1', begin, end));
    // Unescaped in place: it only becomes shorter. It is done once, because what is left may look escaped.
    const last = kind === ESCAPED ? unescaped(this.bytes, begin, end) : undoubled(this.bytes, begin, end);
    this.kinds[index] = AS_IS;
    this.ends[index] = last;
    return this.bytes.subarray(begin, last);
  }

  private note(index: number, kind: number, begin: number, end: number): void {
    this.kinds[index] = kind;
    this.begins[index] = begin;
    this.ends[index] = end;
  }

  private readValue(index: number, from: number, end: number, hasEscapes: boolean): number {
    const { bytes } = this;
    const first = bytes[from] as number;
    if (from >= end) return -1;
    if (first === QUOTE || first === DOUBLE_QUOTE) return this.readString(index, from, end, hasEscapes);
    let at = from;
    while (isWord(bytes[at] as number)) at += 1;
    if (at >= end) return -1;
    return this.readWord(index, from, at, end, hasEscapes);
  }

  private readString(index: number, from: number, end: number, hasEscapes: boolean): number {
    const { bytes } = this;
    const quote = bytes[from] as number;
    let kind = AS_IS;
    let at = from + 1;
    for (;;) {
      let byte = bytes[at] as number;
      while (byte !== quote && byte !== BACKSLASH && at < end) {
        at += 1;
        byte = bytes[at] as number;
      }
      // Whether a quote ends the string, only the byte behind it tells.
      if (at + 1 >= end) return -1;
      if (byte === BACKSLASH) {
        if (hasEscapes) {
          kind = ESCAPED;
          at += 1;
        }
        at += 1;
      } else if (bytes[at + 1] === quote) {
        if (kind === AS_IS) kind = DOUBLED;
        at += 2;
      } else {
        this.note(index, kind, from + 1, at);
        return at + 1;
      }
    }
  }

  /** A number, NULL, or what stands before a string: `X'4869'`, `_binary 'Hi'`. */
  private readWord(index: number, from: number, to: number, end: number, hasEscapes: boolean): number {
    const { bytes } = this;
    const first = bytes[from] as number;
    if (first === 0x30 && (bytes[from + 1] as number) === 0x78) {
      this.note(index, HEX, from + 2, to);
      return to;
    }
    if (isNumber(first)) {
      this.note(index, AS_IS, from, to);
      return to;
    }
    const word = bytes.toString('latin1', from, to).toLowerCase();
    if (word === 'null' || word === 'default') {
      this.note(index, NULL, from, to);
      return to;
    }
    if (word === 'true' || word === 'false') return this.readBoolean(index, word, to);
    if (word !== 'x' && word !== 'b' && word !== 'n' && !word.startsWith('_')) throw new UnknownValue(from);
    let at = to;
    while (at < end && bytes[at] === 0x20) at += 1;
    if (at + 2 >= end) return -1;
    if (bytes[at] === 0x30 && bytes[at + 1] === 0x78) return this.readValue(index, at, end, hasEscapes);
    // mysqldump --hex-blob writes 0x..., and others _binary X'...'.
    if (word !== 'x' && /[xX]/.test(String.fromCharCode(bytes[at] as number))) {
      return this.readValue(index, at, end, hasEscapes);
    }
    if (bytes[at] !== QUOTE && bytes[at] !== DOUBLE_QUOTE) throw new UnknownValue(from);
    const after = this.readString(index, at, end, hasEscapes);
    if (after >= 0 && word === 'x') this.kinds[index] = HEX;
    return after;
  }

  private readBoolean(index: number, word: string, to: number): number {
    // The last letter makes room for the digit.
    this.bytes[to - 1] = word === 'true' ? 0x31 : 0x30;
    this.note(index, AS_IS, to - 1, to);
    return to;
  }
}

const isNumber = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e;

const isWord = (byte: number): boolean =>
  isNumber(byte) || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f;

function unescaped(bytes: Buffer, begin: number, end: number): number {
  let to = bytes.indexOf(BACKSLASH, begin);
  const quote = bytes[begin - 1];
  const doubled = bytes.indexOf(quote as number, begin);
  if (doubled < to) to = doubled;
  for (let at = to; at < end; ) {
    const byte = bytes[at] as number;
    if (byte === BACKSLASH) {
      const letter = bytes[at + 1] as number;
      // `\%` and `\_` are both letters: they mean something to LIKE.
      if (letter === 0x25 || letter === 0x5f) {
        bytes[to] = BACKSLASH;
        to += 1;
      }
      bytes[to] = ESCAPES[letter] as number;
      at += 2;
    } else {
      bytes[to] = byte;
      at += byte === quote ? 2 : 1;
    }
    to += 1;
  }
  return to;
}

function undoubled(bytes: Buffer, begin: number, end: number): number {
  const quote = bytes[begin - 1] as number;
  let to = bytes.indexOf(quote, begin);
  for (let at = to; at < end; to += 1) {
    const byte = bytes[at] as number;
    bytes[to] = byte;
    at += byte === quote ? 2 : 1;
  }
  return to;
}

/** As MySQL reads it: an odd digit at the beginning counts as if a 0 stood before it. */
const fromHex = (digits: string): Buffer => Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
