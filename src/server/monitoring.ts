import { createServer, type RequestListener } from 'node:http';
import type { Config } from '../config';
import type { Deliveries } from '../deliveries/deliveries';
import { type Desk, productVersion } from '../desk/desk';
import type { Load } from '../doors/load';
import type { Streams } from '../doors/streams';
import type { Metrics } from '../metrics/metrics';
import { createDeskState } from './desk-state';
import { listen } from './listen';

/** What is published: the metrics of this process, or those of several. */
type Page = Pick<Metrics, 'contentType' | 'text'>;

/** A place where metrics are published. */
interface Published {
  /** For a program on this machine; undefined if somebody else publishes them. */
  url: string | undefined;
  close(): Promise<void>;
}

/** Publishes the metrics of a process. */
export type Publish = (metrics: Metrics, place: NonNullable<Config['metrics']>) => Promise<Published>;

interface Monitoring extends Published {
  metrics: Metrics;
}

/** What is measured of the parts of a server. */
interface Measured {
  load: Load;
  streams: Pick<Streams, 'count'>;
  deliveries: Pick<Deliveries, 'failures'>;
  /** By way and outcome. */
  mailsTaken(): ReadonlyMap<string, number>;
  /** Calls that were compared with the old desk's, by result. */
  compared(): ReadonlyMap<string, number>;
}

/** Nobody but a few monitoring systems connects. */
const MOST_CONNECTIONS = 50;

/**
 * Starts to measure, and publishes the metrics.
 *
 * @param publish where; a worker gives them to its supervisor
 * @returns undefined if the configuration wants none
 * @throws as `publish` does
 */
export async function startMonitoring(
  desk: Desk,
  { load, streams, deliveries, mailsTaken, compared }: Measured,
  isStopping: () => boolean,
  publish?: Publish,
): Promise<Monitoring | undefined> {
  const { config, registry, database, passwords } = desk;
  if (config.metrics === undefined) return undefined;
  // Loaded only when wanted, because every start would wait for the library.
  const { createMetrics } = require('../metrics/metrics') as typeof import('../metrics/metrics');
  const metrics = createMetrics({
    version: productVersion(),
    isWorker: publish !== undefined,
    accessOf: (action) => registry.find(action)?.schema['x-access'],
    poolSize: config.database.poolSize,
    pool: () => database.state(),
    replica: () => desk.replica?.state(),
    limits: config.limits,
    load: () => load.state(),
    eventStreams: streams.count,
    passwordsWaiting: () => passwords.waiting(),
    deliveryFailures: deliveries.failures,
    ...{ mailsTaken, compared },
    formsStopped: desk.formBrakes.stopped,
    upstream: () => desk.upstream?.state(),
    desk: createDeskState(desk, isStopping),
  });
  try {
    const published = await (publish ?? publishOnPort)(metrics, config.metrics);
    return {
      metrics,
      url: published.url,
      async close() {
        metrics.close();
        await published.close();
      },
    };
  } catch (error) {
    metrics.close();
    throw error;
  }
}

/**
 * Publishes metrics on their own port: they are for the operator, not for callers.
 *
 * @throws Error as {@link listen} does
 */
export async function publishOnPort(page: Page, place: NonNullable<Config['metrics']>): Promise<Published> {
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000 }, answer(page));
  server.maxConnections = MOST_CONNECTIONS;
  const url = await listen(server, place, { host: 'HATCHDESK_METRICS_HOST', port: 'HATCHDESK_METRICS_PORT' });
  return {
    url: `${url}/metrics`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const answer =
  (page: Page): RequestListener =>
  (req, res) => {
    const refuse = (status: number, text: string, headers = {}): void => {
      res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(text);
    };
    if (!/^\/metrics(?:\?|$)/.test(req.url ?? '')) return refuse(404, 'The metrics are at /metrics\n');
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      return refuse(405, 'Only GET is answered\n', { Allow: 'GET, HEAD' });
    }
    page.text().then(
      (text) => res.writeHead(200, { 'Content-Type': page.contentType, 'Cache-Control': 'no-store' }).end(text),
      () => refuse(500, 'The metrics cannot be read\n'),
    );
  };
