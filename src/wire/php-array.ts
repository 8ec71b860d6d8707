import type { LongBase64 } from './long-base64';

/** A PHP array becomes a list if its keys are exactly 0..n-1 in order, and otherwise an object without prototype. */
export type FormValue = string | LongBase64 | FormValue[] | { [key: string]: FormValue };

const LAST_INDEX = 2n ** 63n - 1n;
const FIRST_INDEX = -(2n ** 63n);

/** PHP treats a key as an integer if it is spelled as PHP would print that integer and fits in 64 bits. */
const integerKey = (key: string): bigint | undefined => {
  if (!/^(?:0|-?[1-9]\d{0,18})$/.test(key)) return undefined;
  const integer = BigInt(key);
  return integer < FIRST_INDEX || integer > LAST_INDEX ? undefined : integer;
};

/**
 * A PHP array under construction: it keeps the order and knows the next free index. It uses a Map, because a JavaScript
 * array would reserve four billion places for `a[4294967294]`, and an object would sort `a[7]` before `a[b]`.
 */
export class PhpArray {
  readonly #entries = new Map<string, string | LongBase64 | PhpArray>();
  #next: bigint | undefined;

  /** Sets the value of a key (`null`: the next free index). A value already there is replaced in its place. */
  set(key: string | null, value: string | LongBase64): void {
    const place = this.#place(key);
    if (place !== undefined) this.#entries.set(place, value);
  }

  /** Gets or creates the array at a key; undefined when no index is left, as after `a[9223372036854775807]`. */
  child(key: string | null): PhpArray | undefined {
    const place = this.#place(key);
    if (place === undefined) return undefined;
    const present = this.#entries.get(place);
    if (present instanceof PhpArray) return present;
    const made = new PhpArray();
    this.#entries.set(place, made);
    return made;
  }

  #place(key: string | null): string | undefined {
    if (key === null) {
      const next = String(this.#next ?? 0n);
      if (this.#entries.has(next)) return undefined;
      return this.#place(next);
    }
    const integer = integerKey(key);
    if (integer !== undefined && (this.#next === undefined || integer >= this.#next)) {
      this.#next = integer < LAST_INDEX ? integer + 1n : LAST_INDEX;
    }
    return key;
  }

  /** Always returns an object without prototype, even for keys 0..n-1: the fields of a form are never a list. */
  toObject(): Record<string, FormValue> {
    const object: Record<string, FormValue> = Object.create(null);
    for (const [key, value] of this.#entries) object[key] = value instanceof PhpArray ? value.toValue() : value;
    return object;
  }

  /** Returns a list or an object. As always in JavaScript, an object's integer keys come out in ascending order. */
  toValue(): FormValue {
    let index = 0;
    for (const key of this.#entries.keys()) {
      if (key !== String(index)) return this.toObject();
      index += 1;
    }
    return Array.from(this.#entries.values(), (value) => (value instanceof PhpArray ? value.toValue() : value));
  }
}
