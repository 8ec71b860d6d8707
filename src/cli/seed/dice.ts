/** Draws pseudo-random numbers, seeded by kind and id, so that the same row always gets the same values. */
export class Dice {
  private state: number;

  constructor(kind: number, id: number) {
    this.state = (Math.imul(id, 0x9e3779b1) ^ Math.imul(kind + 1, 0x85ebca6b)) >>> 0;
    this.next();
  }

  /** A number from 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below `count`. The larger the skew, the likelier a small one. */
  below(count: number, skew = 1): number {
    return Math.floor(count * this.next() ** skew);
  }

  /** An entry of a list. The larger the skew, the likelier one near the beginning. */
  of<T>(list: readonly T[], skew = 1): T {
    return list[this.below(list.length, skew)] as T;
  }
}

/** The kinds of things that numbers are drawn for. */
export const KIND = { client: 1, ticket: 2, moment: 3, message: 4, guest: 5, contact: 6, domain: 7 };
