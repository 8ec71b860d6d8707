import { createServer, type RequestListener } from 'node:http';
import { type Desk, productVersion } from '../desk/desk';
import type { Load } from '../doors/load';
import type { Metrics } from '../metrics/metrics';
import { createDeskState } from './desk-state';
import { listen } from './listen';

/** The metrics of a server, and the small server that publishes them. */
interface Monitoring {
  metrics: Metrics;
  /** Where they are, for a program on this machine. */
  url: string;
  close(): Promise<void>;
}

/** Nobody but a few monitoring systems connects. */
const MOST_CONNECTIONS = 50;

/**
 * Starts to measure, and publishes the metrics on their own port: they are for the operator, not for callers.
 *
 * @returns undefined if the configuration wants none
 * @throws Error as {@link listen} does
 */
export async function startMonitoring(
  desk: Desk,
  load: Load,
  isStopping: () => boolean,
): Promise<Monitoring | undefined> {
  const { config, registry, database, passwords } = desk;
  if (config.metrics === undefined) return undefined;
  // Loaded only when wanted, because every start would wait for the library.
  const { createMetrics } = require('../metrics/metrics') as typeof import('../metrics/metrics');
  const metrics = createMetrics({
    version: productVersion(),
    accessOf: (action) => registry.find(action)?.schema['x-access'],
    poolSize: config.database.poolSize,
    pool: () => database.state(),
    limits: config.limits,
    load: () => load.state(),
    passwordsWaiting: () => passwords.waiting(),
    desk: createDeskState(desk, isStopping),
  });
  const server = createServer({ requestTimeout: 5_000, headersTimeout: 5_000 }, publish(metrics));
  server.maxConnections = MOST_CONNECTIONS;
  try {
    const url = await listen(server, config.metrics, {
      host: 'HATCHDESK_METRICS_HOST',
      port: 'HATCHDESK_METRICS_PORT',
    });
    return {
      metrics,
      url: `${url}/metrics`,
      async close() {
        metrics.close();
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
      },
    };
  } catch (error) {
    metrics.close();
    throw error;
  }
}

const publish =
  (metrics: Metrics): RequestListener =>
  (req, res) => {
    const refuse = (status: number, text: string, headers = {}): void => {
      res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(text);
    };
    if (!/^\/metrics(?:\?|$)/.test(req.url ?? '')) return refuse(404, 'The metrics are at /metrics\n');
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      return refuse(405, 'Only GET is answered\n', { Allow: 'GET, HEAD' });
    }
    metrics.text().then(
      (text) => res.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text),
      () => refuse(500, 'The metrics cannot be read\n'),
    );
  };
