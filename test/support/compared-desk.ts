import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { type Comparing, createComparing } from '../../src/comparing/comparing';
import { createLoad } from '../../src/doors/load';
import { createStreams } from '../../src/doors/streams';
import { createApp } from '../../src/server/app';
import { openUpstream } from '../../src/upstream/client';
import type { World } from './world';

/** A server that compares its answers with another desk's. What it finds is written when a test asks for it. */
export interface ComparedDesk {
  url: string;
  comparing: Comparing;
  post: World['post'];
  stop(): Promise<void>;
}

/** Starts the app of a world's desk beside another desk. */
export async function serveCompared(
  world: World,
  {
    url,
    identifier = 'there',
    secret = 'their secret',
    timeoutMs = 10_000,
  }: { url: string; identifier?: string; secret?: string; timeoutMs?: number },
): Promise<ComparedDesk> {
  const { database, settings, registry, clock, config } = world.desk;
  const client = openUpstream({ url, identifier, secret, timeoutMs });
  const accessOf = (action: string) => registry.find(action)?.schema['x-access'];
  const comparing = createComparing({ client, database, settings, accessOf, clock });
  const streams = createStreams(config.limits);
  const serving = { load: createLoad(config.limits), streams, comparing, metrics: undefined, isStopping: () => false };
  const server = createServer(createApp(world.desk, pino({ level: 'silent' }), serving));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url: own, comparing },
    async post(fields, headers = {}) {
      const body = new URLSearchParams({ ...world.credentials, responsetype: 'json', ...fields });
      const response = await fetch(`${own}/includes/api.php`, { method: 'POST', headers, body });
      const text = await response.text();
      const isJson = text.startsWith('{') && response.headers.get('content-type')?.startsWith('application/json');
      return {
        ...{ status: response.status, headers: response.headers, text },
        json: isJson ? (JSON.parse(text) as Record<string, unknown>) : undefined,
      };
    },
    async stop() {
      await comparing.stop();
      server.close().closeAllConnections();
      await client.close();
    },
  };
}
