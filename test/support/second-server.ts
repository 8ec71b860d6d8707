import pino from 'pino';
import { assembleDesk, type Desk, loadActions } from '../../src/desk/desk';
import type { RunningServer } from '../../src/server/server';
import type { HttpAnswer, World } from './world';

/** A server with nothing in common with a world's but the database, the configuration and the clock. */
export interface SecondServer {
  desk: Desk;
  log: Record<string, unknown>[];
  /** As {@link World.post} and {@link World.send}. */
  post: World['post'];
  send: World['send'];
}

/**
 * Gives every test of a file a second server on the database of a world.
 *
 * @param reach changes the way to the database.
 */
export function useSecondServer(
  world: World,
  reach: (connection: Desk['database']['connection']) => Desk['database']['connection'] = (same) => same,
): SecondServer {
  const second = {} as SecondServer;
  let server: RunningServer;

  beforeAll(async () => {
    const { startServer } = require('../../src/server/server') as typeof import('../../src/server/server');
    const connected = { connection: reach(world.desk.database.connection), place: 'test', stop: async () => {} };
    second.log = [];
    const log = pino({ level: 'debug' }, { write: (line: string) => second.log.push(JSON.parse(line)) });
    second.desk = assembleDesk(world.desk.config, connected, loadActions(), log, () => world.now);
    server = await startServer(second.desk, log);
    second.send = async (path, init): Promise<HttpAnswer> => {
      const response = await fetch(server.url + path, init);
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
      return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
    };
    second.post = (fields, headers = {}) =>
      second.send('/includes/api.php', {
        method: 'POST',
        headers,
        body: new URLSearchParams({ ...world.credentials, responsetype: 'json', ...fields }),
      });
  });

  afterAll(async () => {
    await server?.stop('at once');
    await second.desk?.close();
  });
  return second;
}
