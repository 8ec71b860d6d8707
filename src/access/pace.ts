/** One attempt in a quarter of a second: nothing for a person, and next to nothing for a program that guesses. */
const BETWEEN_MS = 250;
/** Longer than this, nobody waits: a page that takes longer looks broken. */
const LONGEST_WAIT_MS = 5_000;
/** Waiting requests are few, so that they don't take the places of all others. */
const MOST_WAITING = 40;

/**
 * Slows attempts down to one in a quarter of a second per key, in the order in which they come. They wait, so that the
 * one that is right is not refused because of those before it.
 */
export class Pace {
  /** When the last attempt of each key has its turn, on the clock of `performance.now()`. */
  private readonly turns = new Map<string, number>();
  private waiting = 0;

  /** Waits for a turn. @returns false if too many wait already */
  async take(key: string): Promise<boolean> {
    const now = performance.now();
    const last = this.turns.get(key);
    const turn = last === undefined ? now : Math.max(now, last + BETWEEN_MS);
    if (turn - now > LONGEST_WAIT_MS || (turn > now && this.waiting >= MOST_WAITING)) return false;
    this.forget(now);
    // The map keeps the order of turns, so that those that are over come first.
    this.turns.delete(key);
    this.turns.set(key, turn);
    if (turn === now) return true;
    this.waiting += 1;
    await new Promise((resolve) => setTimeout(resolve, turn - now).unref());
    this.waiting -= 1;
    return true;
  }

  /** Turns that are long over need no memory. */
  private forget(now: number): void {
    for (const [key, turn] of this.turns) {
      if (turn > now - BETWEEN_MS) break;
      this.turns.delete(key);
    }
  }
}
