import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Connection } from './hosts';
import { openClient } from './open-client';

const TRIES = 10;
const PAUSE_MS = 20;

/**
 * Whether a pooler gives each transaction any session, so that two connections share one. It changes nothing.
 *
 * @throws the driver's error if the server does not answer
 */
export async function sharesSessions(connection: Connection, withinMs: number): Promise<boolean> {
  const clients: Client[] = [];
  try {
    for (const _each of [1, 2]) {
      clients.push(await openClient(connection, { connectionTimeoutMillis: withinMs }, withinMs));
    }
    // While others use the pooler, the two may be given different sessions now and then.
    for (let tries = 0; tries < TRIES; tries++) {
      const pids = new Set<number | undefined>();
      for (const client of clients) {
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
        pids.add(rows[0]?.pid);
      }
      if (pids.size === 1) return true;
      await pause(PAUSE_MS);
    }
    return false;
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
  }
}
