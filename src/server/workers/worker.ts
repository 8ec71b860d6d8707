import cluster, { type Worker } from 'node:cluster';
import type { Publish } from '../monitoring';
import type { Manner, Order, Report } from './messages';

/** The worker's side of what it and its supervisor tell each other. */
export interface Supervised {
  /** The number of this worker. No other worker of this supervisor ever has the same. */
  number: number;
  tellListening(url: string): void;
  /** @param message says for the operator why this worker does not start */
  tellFailed(message: string): void;
  /** Gives the metrics to the supervisor, which publishes those of all workers. */
  publish: Publish;
  /** Resolves with the first order to stop. A signal to this process is one too. */
  firstStop: Promise<Manner>;
  /** Calls back with every later order of the supervisor's. */
  onStop(stop: (how: Manner) => void): void;
  /** Calls back when the supervisor is gone, right before Node ends this process. */
  onOrphaned(then: () => void): void;
  /** Says good-bye. Otherwise the connection to the supervisor would keep this process running. */
  leave(): void;
}

/**
 * Returns what connects this process with its supervisor; undefined if it has none.
 *
 * Node ends a worker at once when its supervisor is gone, as if both were one process that was killed: the port is free
 * for the next start, and the database rolls back what was not committed.
 */
export function findSupervisor(): Supervised | undefined {
  const self: Worker | undefined = cluster.worker;
  if (self === undefined) return undefined;
  let stop: (how: Manner) => void = () => {};
  const firstStop = new Promise<Manner>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve('drained'));
    process.on('message', (order: Order) => {
      if (order.type !== 'hatchdesk:stop') return;
      resolve(order.how);
      stop(order.how);
    });
  });
  const tell = (report: Report): void => void self.send(report);
  return {
    number: self.id,
    tellListening: (url) => tell({ type: 'hatchdesk:listening', url }),
    tellFailed: (message) => tell({ type: 'hatchdesk:failed', message }),
    publish: async (metrics) => {
      process.on('message', async (order: Order) => {
        if (order.type !== 'hatchdesk:scrape') return;
        tell({ type: 'hatchdesk:scraped', scrape: order.scrape, snapshot: await metrics.snapshot() });
      });
      return { url: undefined, close: async () => {} };
    },
    firstStop,
    onStop(then) {
      stop = then;
    },
    onOrphaned: (then) => {
      self.on('disconnect', () => self.exitedAfterDisconnect || then());
    },
    leave: () => self.disconnect(),
  };
}
