import { ApiError } from '../errors';

interface Waiting {
  /** On the clock of `performance.now()`. */
  since: number;
  grant(): void;
}

/** Gives back the turn that was taken. */
type Release = () => void;

/**
 * Hands out a fixed number of turns. Whoever finds none waits in a line of their own, and the lines are served one after
 * the other, so that a caller with hundreds of calls does not delay the next caller's first one. Two turns are always
 * left to others.
 */
export class Turns {
  private free: number;
  private waitedMs = 0;
  private readonly share: number;
  private readonly running = new Map<string, number>();
  /** In the order in which they are served. */
  private readonly lines = new Map<string, Set<Waiting>>();

  /** @param onBusy is called when somebody waited in vain, with the number of those who still wait */
  constructor(
    turns: number,
    private readonly onBusy: (waiting: number) => void,
  ) {
    this.free = turns;
    this.share = Math.max(1, turns - 2);
  }

  /**
   * Takes a turn.
   *
   * @param who whose line to wait in; empty for work of our own, which may use all turns
   * @param until when to give up, on the clock of `performance.now()`
   * @throws ApiError (busy) `Too many calls at once, please try again shortly`
   */
  take(who: string, until: number): Promise<Release> {
    if (this.lines.get(who) === undefined && this.hasTurnFor(who)) return Promise.resolve(this.start(who));
    return new Promise((resolve, reject) => {
      const line = this.lines.get(who) ?? new Set();
      this.lines.set(who, line);
      const waiting: Waiting = {
        since: performance.now(),
        grant: () => {
          clearTimeout(timer);
          this.leave(who, waiting);
          resolve(this.start(who));
        },
      };
      const timer = setTimeout(
        () => {
          this.leave(who, waiting);
          this.onBusy(Array.from(this.lines.values()).reduce((sum, { size }) => sum + size, 0));
          reject(new ApiError('busy', 'Too many calls at once, please try again shortly'));
        },
        Math.max(0, until - performance.now()),
      );
      line.add(waiting);
    });
  }

  /** How many wait and how many turns are free now, and how long all who waited have waited together. */
  state(): { waiting: number; free: number; waitedMs: number } {
    const now = performance.now();
    const lines = Array.from(this.lines.values(), (line) => Array.from(line));
    const still = lines.flat().map(({ since }) => now - since);
    return { waiting: still.length, free: this.free, waitedMs: still.reduce((sum, ms) => sum + ms, this.waitedMs) };
  }

  private hasTurnFor(who: string): boolean {
    return this.free > 0 && (who === '' || (this.running.get(who) ?? 0) < this.share);
  }

  private start(who: string): Release {
    this.free -= 1;
    this.running.set(who, (this.running.get(who) ?? 0) + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.free += 1;
      const left = (this.running.get(who) ?? 1) - 1;
      if (left === 0) this.running.delete(who);
      else this.running.set(who, left);
      this.serve();
    };
  }

  private leave(who: string, waiting: Waiting): void {
    this.waitedMs += performance.now() - waiting.since;
    const line = this.lines.get(who);
    line?.delete(waiting);
    if (line?.size === 0) this.lines.delete(who);
  }

  /** Grants a turn to the first line that may have one, and moves it behind the others. */
  private serve(): void {
    for (const [who, line] of this.lines) {
      if (!this.hasTurnFor(who)) continue;
      const [first] = line;
      this.lines.delete(who);
      if (line.size > 1) this.lines.set(who, line);
      first?.grant();
      return;
    }
  }
}
