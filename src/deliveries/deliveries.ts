import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database, Db } from '../database/pool';
import { createSeldom } from '../desk/seldom';
import { isOutageOrBusy } from '../errors';
import { findDue, giveSignOfLife, makeDueAfterClockError, sayGoodbye } from '../store/deliveries/claims';
import { adoptCursor, type NumberedEvent, numberEvents } from '../store/deliveries/events';
import { Lane, type LaneParts } from './lane';
import type { FindListeners, SomeListener } from './listener';
import { Pacer } from './pacer';
import { WritingLane } from './writing-lane';

/** What hands events on to listeners, in this process. Any number of processes may do so at the same time. */
export interface Deliveries {
  /** Looks for new events soon. Call it when a transaction that may have recorded some is committed. */
  wake(): void;
  /**
   * Numbers the events that are committed already, so that whoever reads them sees what was just acknowledged. It never
   * fails: what cannot be numbered now is numbered later.
   */
  numberNow(): Promise<void>;
  /**
   * Calls back with the number of the last event, again and again, at least once for each `poll`.
   *
   * @returns a function that ends it
   */
  onNumbered(then: (last: number) => void): () => void;
  /** Looks for everything that is due, and says that this process is alive. Call it once a second. */
  poll(): Promise<void>;
  /** Failed attempts of this process by listener. */
  failures(): ReadonlyMap<string, number>;
  /** Finishes what is being delivered or, if it takes too long or must end at once, releases it for others. */
  stop(how: 'drained' | 'at once'): Promise<void>;
}

interface DeliveriesParts {
  database: Pick<Database, 'transaction'>;
  clock: () => Date;
  /** One function for each kind of listeners. */
  find: readonly FindListeners[];
  log: Pick<Logger, 'warn'>;
}

/** The pause between two looks for new events. Those that are recorded meanwhile are numbered together. */
const PAUSE_MS = 100;
/** How soon to look again when another process was numbering: it may not have seen the newest. */
const TAKEN_PAUSE_MS = 100;
/** The same for a caller who waits for it, and how long to try. */
const SHORT_PAUSE_MS = 10;
const LONGEST_NUMBERING_MS = 2_000;
/** How long after a sign of life deliveries are claimed. Others take it for the end of the process after twice as long. */
const KNOWN_MS = 5_000;
/** How long a stop waits for what is being delivered. */
const FINISH_MS = 5_000;

/** Creates what hands events on. It does nothing before the first `poll`. */
export function createDeliveries({ database, clock, find, log }: DeliveriesParts): Deliveries {
  const worker = randomUUID();
  const lanes = new Map<string, Lane | WritingLane>();
  const failures = new Map<string, number>();
  const afterNumbering = new Set<(last: number) => void>();
  const seldom = createSeldom(() => clock().getTime());
  let isStopping = false;
  let isAdopted = false;
  let signedAt = Number.NEGATIVE_INFINITY;
  const parts: LaneParts = {
    ...{ database, worker, clock },
    isKnown: () => performance.now() < signedAt + KNOWN_MS,
    onFailed(listener, delivery, reason, isDead) {
      failures.set(listener, (failures.get(listener) ?? 0) + 1);
      const repeated = isDead ? seldom(`dead ${listener}`) : undefined;
      if (repeated === undefined) return;
      const { id, event, ticketId } = delivery;
      log.warn({ listener, delivery: id, event, ticket: ticketId, reason, repeated }, 'a delivery was given up');
    },
    onTrouble(failure) {
      // The database's own trouble is logged elsewhere, once.
      if (isOutageOrBusy(failure)) return;
      const repeated = seldom('trouble');
      if (repeated !== undefined) log.warn({ err: failure, repeated }, 'events were not delivered');
    },
  };

  async function findListeners(db: Db): Promise<SomeListener[]> {
    return (await Promise.all(find.map((of) => of(db)))).flat();
  }

  /** Keeps a lane for each listener. Those of listeners that are gone end when they have nothing left to do. */
  function keepLanes(listeners: SomeListener[]): void {
    const names = new Set(listeners.map(({ name }) => name));
    for (const [name, lane] of lanes) {
      if (names.has(name)) continue;
      lane.close();
      if (!lane.isBusy) lanes.delete(name);
    }
    for (const listener of listeners) {
      const lane = lanes.get(listener.name);
      if ('write' in listener) {
        if (lane instanceof WritingLane) lane.open(listener);
        else lanes.set(listener.name, new WritingLane(listener, parts));
      } else if (lane instanceof Lane) lane.open(listener);
      else lanes.set(listener.name, new Lane(listener, parts));
    }
  }

  async function number(): Promise<number | undefined> {
    let listeners: SomeListener[] | undefined;
    const deliveriesOf = async (db: Db, events: NumberedEvent[]) => {
      const found = await findListeners(db);
      listeners = found;
      return events.flatMap((event) =>
        found.filter((one) => one.wants(event)).map(({ name }) => ({ listener: name, event })),
      );
    };
    // Not in the same transaction: its own number is not in the snapshot that it takes.
    if (!isAdopted) await database.transaction('write', adoptCursor);
    const numbered = await database.transaction('write', (db) =>
      numberEvents(db, (events) => deliveriesOf(db, events)),
    );
    if (numbered === undefined) return TAKEN_PAUSE_MS;
    isAdopted = true;
    for (const then of afterNumbering) then(numbered.last);
    if (isStopping) return undefined;
    if (listeners !== undefined) keepLanes(listeners);
    for (const name of new Set(numbered.deliveries.map(({ listener }) => listener))) lanes.get(name)?.wake();
    return numbered.isRest ? 0 : undefined;
  }

  const numbering = new Pacer(
    () =>
      number().catch((failure: unknown) => {
        parts.onTrouble(failure);
        return undefined;
      }),
    PAUSE_MS,
  );

  let running = Promise.resolve();
  let asked: Promise<void> | undefined;

  async function numberAll(): Promise<void> {
    const until = performance.now() + LONGEST_NUMBERING_MS;
    while (!isStopping && performance.now() < until) {
      const againMs = await number();
      if (againMs === undefined) return;
      if (againMs > 0) await pause(SHORT_PAUSE_MS);
    }
  }

  return {
    wake: () => numbering.wake(),
    failures: () => failures,

    numberNow() {
      // Not what is running: its snapshot may be older than the call. Everybody who asks meanwhile shares the next.
      asked ??= running.then(() => {
        asked = undefined;
        running = numberAll().catch(parts.onTrouble);
        return running;
      });
      return asked;
    },

    onNumbered(then) {
      afterNumbering.add(then);
      return () => afterNumbering.delete(then);
    },

    async poll() {
      const now = clock();
      const began = performance.now();
      const { listeners, due } = await database.transaction('write', async (db) => {
        giveSignOfLife(db, worker, now);
        const listeners = await findListeners(db);
        const names = listeners.map(({ name }) => name);
        makeDueAfterClockError(db, names, now);
        return { listeners, due: await findDue(db, names, now) };
      });
      signedAt = began;
      if (isStopping) return;
      keepLanes(listeners);
      for (const name of due) lanes.get(name)?.wake();
      for (const lane of lanes.values()) if (lane.isBusy) lane.wake();
      numbering.wake();
    },

    async stop(how) {
      isStopping = true;
      await numbering.stop();
      await running;
      const all = Array.from(lanes.values());
      for (const lane of all) lane.close();
      const until = performance.now() + (how === 'drained' ? FINISH_MS : 0);
      while (all.some((lane) => lane.isBusy) && performance.now() < until) await pause(20);
      await Promise.all(all.map((lane) => lane.release()));
      await database.transaction('write', async (db) => sayGoodbye(db, worker)).catch(parts.onTrouble);
    },
  };
}
