/** Draws pseudo-random numbers from a seed and words, so that the same thing is always the same, in whatever order it is made. */
export class Dice {
  private state: number;

  constructor(...of: (string | number)[]) {
    let state = 0x811c9dc5;
    for (const letter of of.join('/')) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    this.state = state;
    this.next();
  }

  /** A number from 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below `count`. */
  below(count: number): number {
    return Math.floor(count * this.next());
  }

  /** A whole number from `least` to `most`. */
  from(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** Whether something happens that happens once in so many times. */
  onceIn(times: number): boolean {
    return this.below(times) === 0;
  }

  of<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error('Nothing to choose from');
    return one;
  }

  /** Letters of an alphabet. */
  letters(count: number, alphabet: string): string {
    return Array.from({ length: count }, () => this.of([...alphabet])).join('');
  }
}
