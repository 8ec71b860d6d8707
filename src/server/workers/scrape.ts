import type { Worker } from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../../config';
import type { WorkerCounts } from '../../metrics/process';
import type { Snapshot } from '../../metrics/sum';
import { publishOnPort } from '../monitoring';
import type { Order, Report } from './messages';

/** A worker that does not answer in this time is told of as it last was: a scrape must show that the others live. */
const LONGEST_WAIT_MS = 1_000;

/** The metrics of all workers. */
interface Scraping {
  url: string | undefined;
  /** Takes part in what a worker says, from its start to its end. */
  follow(worker: Worker): void;
  close(): Promise<void>;
}

/**
 * Publishes the metrics of all workers on one port.
 *
 * @param workers those that take calls
 * @throws Error as `listen` does
 */
export async function startScraping(
  place: NonNullable<Config['metrics']>,
  workers: () => Worker[],
  counts: () => WorkerCounts,
): Promise<Scraping> {
  const { createMetricsSum } = require('../../metrics/sum') as typeof import('../../metrics/sum');
  const sum = createMetricsSum(counts);
  const waiting = new Map<number, (worker: number, snapshot: Snapshot) => void>();
  let scrapes = 0;

  async function text(): Promise<string> {
    const scrape = ++scrapes;
    const asked = workers();
    const snapshots = new Map<number, Snapshot>();
    const all = new Promise<void>((resolve) => {
      waiting.set(scrape, (worker, snapshot) => {
        snapshots.set(worker, snapshot);
        if (snapshots.size === asked.length) resolve();
      });
      if (asked.length === 0) resolve();
    });
    for (const worker of asked) worker.send({ type: 'hatchdesk:scrape', scrape } satisfies Order, () => {});
    await Promise.race([all, pause(LONGEST_WAIT_MS, undefined, { ref: false })]);
    waiting.delete(scrape);
    // One that ended meanwhile has been counted for good.
    const living = new Set(workers().map(({ id }) => id));
    return sum.text(new Map([...snapshots].filter(([id]) => living.has(id))));
  }

  const { url, close } = await publishOnPort({ contentType: sum.contentType, text }, place);
  return {
    url,
    close,
    follow(worker) {
      worker.on('message', (report: Report) => {
        if (report.type === 'hatchdesk:scraped') waiting.get(report.scrape)?.(worker.id, report.snapshot);
      });
      worker.on('exit', () => sum.retire(worker.id));
    },
  };
}
