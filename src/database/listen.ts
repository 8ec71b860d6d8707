import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Connection } from './pool';

export interface Changes {
  /** Whether we would hear of a change made by any process right now. If not, don't cache anything. */
  listening(): boolean;
  close(): Promise<void>;
}

const CHECK_EVERY_MS = 5000;
/** A pooler that delivers nothing will hardly do so soon, and it logs each connection. */
const TRY_AGAIN_MS = 60_000;
const ANSWER_WITHIN_MS = 2000;

/**
 * Keeps a connection that listens for changes to cached data (credentials, rights, settings, bans) by any process.
 *
 * It counts as listening only after it has received a message that another connection sent. Behind a pooler that shares
 * connections, LISTEN succeeds, and a message of its own may even arrive with the answer to its statement. No other does.
 *
 * @param onChange is called for every change, and when listening stops, because changes may then be missed
 */
export function listenForChanges(connection: Connection, channel: string, onChange: () => void): Changes {
  let client: Client | undefined;
  let heard = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const newClient = (): Client =>
    new Client({ ...connection, connectionTimeoutMillis: ANSWER_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS });

  function drop(broken: Client): void {
    if (client !== broken) return;
    client = undefined;
    heard = false;
    onChange();
    broken.end().catch(() => {});
  }

  async function dial(): Promise<void> {
    const fresh = newClient();
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
      await notifyFromElsewhere(probe);
    } catch {
      drop(fresh);
    }
  }

  async function notifyFromElsewhere(probe: string): Promise<void> {
    const other = newClient();
    other.on('error', () => {});
    try {
      await other.connect();
      await other.query('select pg_notify($1, $2)', [channel, probe]);
    } finally {
      other.end().catch(() => {});
    }
  }

  async function check(): Promise<void> {
    let next = CHECK_EVERY_MS;
    const current = client;
    if (current === undefined) await dial();
    else if (heard) await current.query('select 1').catch(() => drop(current));
    else {
      // Whatever the pooler shares with others should not go on sending them our messages.
      await current.query(`unlisten ${channel}`).catch(() => {});
      drop(current);
      next = TRY_AGAIN_MS;
    }
    if (!closed) timer = setTimeout(check, next).unref();
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
