const MAX_DEPTH = 3;
const MAX_NODES = 2_000;
/** A length of nine digits is more than any request may hold. PHP's largest integer has nineteen digits. */
const MAX_LENGTH_DIGITS = 9;
const MAX_INTEGER_DIGITS = 19;
const MAX_FLOAT_BYTES = 32;

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const FLOAT = /^-?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/;

/** Scans serialized bytes once, from left to right. Every method reports whether it found what it expects. */
class Scanner {
  at = 0;
  #nodes = 0;

  constructor(readonly bytes: Buffer) {}

  #take(expected: string): boolean {
    for (let index = 0; index < expected.length; index += 1) {
      if (this.bytes[this.at + index] !== expected.charCodeAt(index)) return false;
    }
    this.at += expected.length;
    return true;
  }

  /** The digits at the cursor; undefined if there are none, too many, or a leading zero, which PHP never writes. */
  #digits(most: number): string | undefined {
    const start = this.at;
    for (
      let byte = this.bytes[this.at];
      byte !== undefined && byte >= 0x30 && byte <= 0x39;
      byte = this.bytes[this.at]
    ) {
      this.at += 1;
      if (this.at - start > most) return undefined;
    }
    const digits = this.bytes.toString('latin1', start, this.at);
    return digits === '' || (digits.length > 1 && digits.startsWith('0')) ? undefined : digits;
  }

  #integer(): boolean {
    const isNegative = this.#take('-');
    const digits = this.#digits(MAX_INTEGER_DIGITS);
    return digits !== undefined && !(isNegative && digits === '0') && this.#take(';');
  }

  /** PHP writes -0.0 as `-0`. INF and NAN are refused, because no field can mean them. */
  #float(): boolean {
    const end = this.bytes.subarray(this.at, this.at + MAX_FLOAT_BYTES).indexOf(';');
    if (end < 0) return false;
    const text = this.bytes.toString('latin1', this.at, this.at + end);
    this.at += end + 1;
    return FLOAT.test(text) && Number.isFinite(Number(text));
  }

  /** The text between the quotes. Its stated length counts bytes. */
  #string(): string | undefined {
    const digits = this.#digits(MAX_LENGTH_DIGITS);
    if (digits === undefined || !this.#take(':"')) return undefined;
    const start = this.at;
    const end = start + Number(digits);
    if (end > this.bytes.length) return undefined;
    this.at = end;
    return this.#take('";') ? this.bytes.toString('latin1', start, end) : undefined;
  }

  #key(): boolean {
    if (this.#take('i:')) return this.#integer();
    if (!this.#take('s:')) return false;
    const key = this.#string();
    return key !== undefined && !FORBIDDEN_KEYS.has(key);
  }

  #array(depth: number): boolean {
    const digits = this.#digits(MAX_LENGTH_DIGITS);
    if (depth > MAX_DEPTH || digits === undefined || !this.#take(':{')) return false;
    for (let left = Number(digits); left > 0; left -= 1) {
      if (!this.#key() || !this.value(depth)) return false;
    }
    return this.#take('}');
  }

  /** Scans one value and everything inside it. Recursion stops at MAX_DEPTH. */
  value(depth: number): boolean {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) return false;
    if (this.#take('N;') || this.#take('b:0;') || this.#take('b:1;')) return true;
    if (this.#take('i:')) return this.#integer();
    if (this.#take('d:')) return this.#float();
    if (this.#take('s:')) return this.#string() !== undefined;
    return this.#take('a:') && this.#array(depth + 1);
  }
}

/**
 * Whether bytes are exactly what PHP's serialize() writes for a null, boolean, integer, float, string or an array of
 * them. That means no objects or references, byte-exact lengths, at most three levels of arrays, at most 2,000 values,
 * no key that touches JavaScript's prototypes, and nothing after the end. It takes one pass, whatever lengths the bytes
 * claim.
 */
export const isSerialized = (bytes: Buffer): boolean => {
  const scanner = new Scanner(bytes);
  return scanner.value(0) && scanner.at === bytes.length;
};
