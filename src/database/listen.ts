import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Connection } from './pool';

export interface Changes {
  /** Whether we would hear of a change made by any process right now. If not, don't cache anything. */
  listening(): boolean;
  close(): Promise<void>;
}

const CHECK_EVERY_MS = 5000;
const ANSWER_WITHIN_MS = 2000;

/**
 * Keeps a connection that listens for changes to cached data (credentials, rights, settings, bans) by any process.
 *
 * It counts as listening only after it has received a message of its own: behind a pooler that shares connections,
 * LISTEN succeeds but nothing ever arrives.
 *
 * @param onChange is called for every change, and when listening stops, because changes may then be missed
 */
export function listenForChanges(connection: Connection, channel: string, onChange: () => void): Changes {
  let client: Client | undefined;
  let heard = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  function drop(broken: Client): void {
    if (client !== broken) return;
    client = undefined;
    heard = false;
    onChange();
    broken.end().catch(() => {});
  }

  async function dial(): Promise<void> {
    const fresh = new Client({
      ...connection,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
      query_timeout: ANSWER_WITHIN_MS,
    });
    client = fresh;
    const probe = randomUUID();
    fresh.on('error', () => drop(fresh));
    fresh.on('end', () => drop(fresh));
    fresh.on('notification', ({ payload }) => {
      if (payload === probe) heard = true;
      onChange();
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
      await fresh.query('select pg_notify($1, $2)', [channel, probe]);
    } catch {
      drop(fresh);
    }
  }

  async function check(): Promise<void> {
    const current = client;
    if (current === undefined) await dial();
    else await current.query('select 1').catch(() => drop(current));
    if (!closed) timer = setTimeout(check, CHECK_EVERY_MS).unref();
  }

  void check();
  return {
    listening: () => heard,
    async close() {
      closed = true;
      clearTimeout(timer);
      const current = client;
      client = undefined;
      heard = false;
      await current?.end().catch(() => {});
    },
  };
}
