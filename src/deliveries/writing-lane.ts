import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../database/pool';
import { findToWrite, settleUnclaimed, settleWritten } from '../store/deliveries/writing';
import { settledAs } from './attempt';
import { type LaneParts, withPayload } from './lane';
import type { Delivery, Outcome, WritingListener } from './listener';

/** Enough that a transaction costs little for each, and few enough that it is over in a moment. */
const MOST_AT_ONCE = 100;
/** How soon to look again when another process was writing: it may not have seen the newest. */
const TAKEN_PAUSE_MS = 100;

/** The deliveries that this process writes for one listener. */
export class WritingLane {
  private turning: Promise<void> | undefined;
  private isAgain = false;
  private isStopping = false;
  /** After a failure, as many deliveries are made alone, so that one of them fails no other. */
  private alone = 0;

  constructor(
    private listener: WritingListener,
    private readonly parts: LaneParts,
  ) {}

  /** Whether it is writing. */
  get isBusy(): boolean {
    return this.turning !== undefined;
  }

  /** Looks for deliveries that are due. */
  wake(): void {
    this.isAgain = true;
    this.turning ??= this.takeTurns().finally(() => {
      this.turning = undefined;
    });
  }

  /** Begins nothing more. */
  close(): void {
    this.isStopping = true;
  }

  /** Delivers again, to a listener that may have changed. */
  open(listener: WritingListener): void {
    this.listener = listener;
    this.isStopping = false;
  }

  /** Waits for the end. */
  async release(): Promise<void> {
    this.close();
    await this.turning;
  }

  private async takeTurns(): Promise<void> {
    while (this.isAgain && !this.isStopping) {
      this.isAgain = false;
      await this.listener.ready(() => !this.isStopping);
      if (this.isStopping) return;
      await this.turn().catch(this.parts.onTrouble);
    }
  }

  private async turn(): Promise<void> {
    let tried: Delivery[] = [];
    try {
      const isRest = await this.parts.database.transaction('write', async (db) => {
        tried = [];
        const claim = {
          listener: this.listener.name,
          most: this.alone > 0 ? 1 : MOST_AT_ONCE,
          now: this.parts.clock(),
        };
        const due = await findToWrite(db, claim);
        tried = due?.found.map(withPayload) ?? [];
        if (tried.length > 0) await this.write(db, tried);
        return due?.isRest;
      });
      if (isRest === undefined) await pause(TAKEN_PAUSE_MS);
      this.isAgain ||= isRest !== false;
      this.alone = Math.max(0, this.alone - 1);
    } catch (failure) {
      const [first, ...others] = tried;
      if (first === undefined) throw failure;
      this.alone = others.length === 0 ? Math.max(0, this.alone - 1) : tried.length;
      if (others.length === 0) await this.fail(first, failure);
      this.isAgain = true;
      return;
    }
    if (tried.length > 0) this.listener.written();
  }

  private async write(db: Db, deliveries: Delivery[]): Promise<void> {
    const began = this.parts.clock();
    const at = performance.now();
    const outcomes = await this.listener.write(db, deliveries);
    const times = { began, ended: this.parts.clock() };
    const ms = Math.round((performance.now() - at) / deliveries.length);
    const settled = deliveries.map((delivery, place) => {
      const outcome = outcomes[place] ?? { state: 'failed', text: 'not written' };
      return this.settled(delivery, outcome, ms, times);
    });
    settleWritten(db, settled, this.listener.name, times.ended);
  }

  private async fail(delivery: Delivery, failure: unknown): Promise<void> {
    const now = this.parts.clock();
    const text = failure instanceof Error ? failure.message : String(failure);
    const settled = this.settled(delivery, { state: 'failed', text }, 0, { began: now, ended: now });
    await this.parts.database.transaction('write', (db) => settleUnclaimed(db, [settled], this.listener.name, now));
  }

  private settled(delivery: Delivery, outcome: Outcome, ms: number, times: { began: Date; ended: Date }) {
    const settled = settledAs({ outcome, ms }, delivery, this.listener, times);
    if (settled.state !== 'delivered') {
      this.parts.onFailed(this.listener.name, delivery, outcome.text, settled.state === 'dead');
    }
    return settled;
  }
}
