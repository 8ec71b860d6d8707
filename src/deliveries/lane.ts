import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database/pool';
import { type ClaimedDelivery, type Settled, settleAndClaim } from '../store/deliveries/claims';
import { attempt, settledAs } from './attempt';
import type { Delivery, Listener } from './listener';

/** What all lanes of a process share. */
export interface LaneParts {
  database: Pick<Database, 'transaction'>;
  /** Names this process in the database. */
  worker: string;
  clock: () => Date;
  /** Whether the others have heard of this process lately. If not, they would soon claim what it claims. */
  isKnown(): boolean;
  /** Receives every attempt that did not succeed. */
  onFailed(listener: string, delivery: Delivery, text: string, isDead: boolean): void;
  /** Receives failures to read or write deliveries. */
  onTrouble(failure: unknown): void;
}

/** A transaction for several deliveries costs hardly more than one for a single delivery. */
const TURN_PAUSE_MS = 3;

/** The database knows only text. Listeners are told events that they wanted by name. */
export const withPayload = (claimed: ClaimedDelivery): Delivery =>
  ({ ...claimed, payload: claimed.payload ?? {} }) as Delivery;

/** The deliveries to one listener that this process makes. What hangs here keeps no other lane waiting. */
export class Lane {
  private readonly running = new Map<number, { controller: AbortController; ended: Promise<void> }>();
  private settled: Settled[] = [];
  private turning: Promise<void> | undefined;
  private isAgain = false;
  private isStopping = false;
  /** Whether it is unknown if the last transaction was committed. */
  private isUnsure = false;
  private turnedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private listener: Listener,
    private readonly parts: LaneParts,
  ) {}

  /** Whether it still has something to deliver, or to write. */
  get isBusy(): boolean {
    return this.running.size > 0 || this.settled.length > 0 || this.isUnsure;
  }

  /** Looks for deliveries that are due. */
  wake(): void {
    this.isAgain = true;
    this.turning ??= this.takeTurns().finally(() => {
      this.turning = undefined;
    });
  }

  /** Claims nothing more. */
  close(): void {
    this.isStopping = true;
  }

  /** Delivers again, to a listener that may have changed. */
  open(listener: Listener): void {
    this.listener = listener;
    this.isStopping = false;
  }

  /** Gives up what is running, so that it is delivered by somebody else or later. */
  async release(): Promise<void> {
    this.close();
    await this.turning;
    for (const { controller } of this.running.values()) controller.abort();
    await Promise.all(Array.from(this.running.values(), ({ ended }) => ended));
    this.wake();
    await this.turning;
  }

  private async takeTurns(): Promise<void> {
    while (this.isAgain) {
      const waitMs = this.turnedAt + TURN_PAUSE_MS - performance.now();
      if (waitMs > 0) await pause(waitMs);
      this.isAgain = false;
      await this.turn().catch(this.parts.onTrouble);
      this.turnedAt = performance.now();
    }
  }

  private async turn(): Promise<void> {
    const { database, worker, clock, isKnown } = this.parts;
    const { name, concurrency } = this.listener;
    const settled = this.settled;
    const most = this.isStopping || !isKnown() ? 0 : Math.max(0, concurrency - this.running.size);
    if (settled.length === 0 && most === 0 && !this.isUnsure) return;
    const known = this.isUnsure ? [...this.running.keys(), ...settled.map(({ id }) => id)] : undefined;
    this.settled = [];
    try {
      const { claimed, isRest } = await database.transaction('write', (db) =>
        settleAndClaim(db, settled, { listener: name, worker, known, most, concurrency, now: clock() }),
      );
      this.isUnsure = false;
      for (const delivery of claimed) this.begin(delivery);
      this.isAgain ||= isRest;
    } catch (failure) {
      this.settled.unshift(...settled);
      this.isUnsure = true;
      throw failure;
    }
  }

  private begin(claimed: ClaimedDelivery): void {
    const delivery = withPayload(claimed);
    const controller = new AbortController();
    this.running.set(delivery.id, { controller, ended: this.make(delivery, controller) });
    if (this.isStopping) controller.abort();
  }

  private async make(delivery: Delivery, controller: AbortController): Promise<void> {
    const { listener } = this;
    const { clock, onFailed } = this.parts;
    const began = clock();
    const result = await attempt(listener, delivery, controller);
    const settled = settledAs(result, delivery, listener, { began, ended: clock() });
    if (settled.state === 'dead' || settled.state === 'retrying') {
      onFailed(listener.name, delivery, result.outcome?.text ?? '', settled.state === 'dead');
    }
    this.running.delete(delivery.id);
    this.settled.push(settled);
    this.wake();
  }
}
