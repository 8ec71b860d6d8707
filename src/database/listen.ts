import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { type Connection, Hosts } from './hosts';
import { openClient } from './open-client';

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
 * @param others what to call for further channels, in the same way
 */
export function listenForChanges(
  connection: Connection,
  channel: string,
  onChange: () => void,
  others: Readonly<Record<string, () => void>> = {},
): Changes {
  const channels = [channel, ...Object.keys(others)];
  let client: Client | undefined;
  let heard = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const newClient = (): Promise<Client> =>
    openClient(
      connection,
      { connectionTimeoutMillis: ANSWER_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS },
      ANSWER_WITHIN_MS,
    );

  function missed(): void {
    onChange();
    for (const then of Object.values(others)) then();
  }

  function drop(broken: Client): void {
    if (client !== broken) return;
    client = undefined;
    heard = false;
    missed();
    broken.end().catch(() => {});
  }

  async function dial(): Promise<void> {
    const fresh = await newClient().catch(() => undefined);
    if (fresh === undefined) return missed();
    if (closed) return void fresh.end().catch(() => {});
    client = fresh;
    const probe = randomUUID();
    fresh.on('error', () => drop(fresh));
    fresh.on('end', () => drop(fresh));
    fresh.on('notification', ({ channel: which, payload }) => {
      if (payload === probe) {
        heard = true;
        return missed();
      }
      const then = others[which] ?? onChange;
      then();
    });
    try {
      for (const each of channels) await fresh.query(`listen ${each}`);
      await notifyFromElsewhere(probe);
    } catch {
      drop(fresh);
    }
  }

  async function notifyFromElsewhere(probe: string): Promise<void> {
    const other = await newClient();
    try {
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
      for (const each of channels) await current.query(`unlisten ${each}`).catch(() => {});
      drop(current);
      next = TRY_AGAIN_MS;
    }
    if (!closed) timer = setTimeout(check, next).unref();
  }

  if (connection instanceof Hosts) {
    // The old connection may seem to work for a while.
    connection.onMove(() => client !== undefined && drop(client));
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
