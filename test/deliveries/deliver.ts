import pino from 'pino';
import { createDeliveries, type Deliveries } from '../../src/deliveries/deliveries';
import type { Delivery, Listener, Outcome, SomeListener, WritingListener } from '../../src/deliveries/listener';
import { startPeriodic } from '../../src/server/periodic';
import type { World } from '../support/world';

const silent = pino({ level: 'silent' });

/** A listener that notes what it is told. */
export interface Noting extends Listener {
  told: Delivery[];
}

/** Makes a listener that wants everything. */
export function noting(
  name: string,
  deliver: (delivery: Delivery, signal: AbortSignal) => Promise<Outcome> | Outcome = () => ({
    state: 'delivered',
    text: 'done',
  }),
  changes: Partial<Listener> = {},
): Noting {
  const told: Delivery[] = [];
  return {
    ...{ name, told, concurrency: 5, timeoutMs: 30_000, pausesMs: [60_000, 60_000], wants: () => true },
    async deliver(delivery, signal) {
      told.push(delivery);
      return deliver(delivery, signal);
    },
    ...changes,
  };
}

/** Makes a listener that writes, and notes what each of its transactions wrote. */
export function noteWriting(
  name: string,
  write: (delivery: Delivery) => Outcome,
): WritingListener & { wrote: Delivery[][] } {
  const wrote: Delivery[][] = [];
  return {
    ...{ name, wrote, pausesMs: [60_000], wants: () => true, ready: async () => {}, written: () => {} },
    async write(_db, deliveries) {
      const outcomes = deliveries.map(write);
      wrote.push(deliveries);
      return outcomes;
    },
  };
}

const running: (() => Promise<void>)[] = [];

/** Delivers until the end of the test, like a process of its own. */
export function startDelivering(world: World, listeners: SomeListener[]): Deliveries {
  const { database } = world.desk;
  const deliveries = createDeliveries({ database, clock: () => world.now, find: [() => listeners], log: silent });
  const stopWaking = world.desk.onWritten(deliveries.wake);
  const stopPolling = startPeriodic([{ everyMs: 50, run: () => deliveries.poll(), onFailure: () => {} }]);
  let stopped: Promise<void> | undefined;
  const stop: Deliveries['stop'] = (how) => {
    stopWaking();
    stopPolling();
    stopped ??= deliveries.stop(how);
    return stopped;
  };
  running.push(() => stop('at once'));
  return { ...deliveries, stop };
}

/** Ends what {@link startDelivering} began. */
export async function stopDelivering(): Promise<void> {
  await Promise.all(running.splice(0).map((stop) => stop()));
}
