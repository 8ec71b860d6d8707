import { setTimeout as pause } from 'node:timers/promises';

export interface PaceSettings {
  /** How many calls run at a time at most. */
  parallel: number;
  /** How many calls begin in a second at most; undefined for any number. */
  perSecond?: number | undefined;
}

/** After this many answers without trouble, one more call may run at a time again. */
const ANSWERS_PER_STEP = 20;

/**
 * How fast the old desk is asked. It answers customers too, so the pace halves when it says that it is too much, and
 * returns step by step.
 */
export class Pace {
  private running = 0;
  private most: number;
  private answers = 0;
  private readonly waiting: (() => void)[] = [];
  /** When the calls that were let through so far have all begun. */
  private begins: Promise<void> = Promise.resolve();
  private rest: Promise<void> | undefined;

  constructor(private readonly settings: PaceSettings) {
    this.most = settings.parallel;
  }

  /** How many calls may run at a time now. */
  get allowed(): number {
    return this.most;
  }

  /** Runs a call when it may begin. @throws what the call throws, or the signal's reason */
  async run<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    while (this.running >= this.most) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
    try {
      while (this.rest !== undefined) await this.rest;
      await this.turn(signal);
      signal.throwIfAborted();
      return await call();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  /** Says that the old desk answered. */
  answered(): void {
    this.answers += 1;
    if (this.answers % ANSWERS_PER_STEP !== 0 || this.most >= this.settings.parallel) return;
    this.most += 1;
    this.waiting.shift()?.();
  }

  /** Says that it was too much for the old desk. Nothing more begins for a while. */
  slowDown(restMs: number, signal: AbortSignal): void {
    this.answers = 0;
    this.most = Math.max(1, Math.floor(this.most / 2));
    this.rest ??= pause(restMs, undefined, { signal, ref: true })
      .catch(() => {})
      .then(() => {
        this.rest = undefined;
      });
  }

  /** Waits until the next call may begin. */
  private turn(signal: AbortSignal): Promise<void> {
    const { perSecond } = this.settings;
    if (perSecond === undefined) return Promise.resolve();
    const turn = this.begins;
    this.begins = turn.then(() => pause(1_000 / perSecond, undefined, { signal }).catch(() => {}));
    return turn;
  }
}
