import { randomUUID } from 'node:crypto';
import type { DeskKey } from '../../../access/desk-key';
import type { Database } from '../../../database/pool';
import { giveBackMailboxes, leaseMailboxes } from '../../../store/inbound/fetching';
import { findMailbox, type MailboxRow, replaceSecret } from '../../../store/inbound/mailboxes';
import { openSecret, sealSecret } from '../secrets';
import type { Fetcher, FetcherParts } from './fetcher';

interface MailboxesParts extends Omit<FetcherParts, 'open' | 'renew' | 'database'> {
  database: Pick<Database, 'transaction'>;
  key: DeskKey;
}

/** What fetches the mail of the mailboxes in this process. Any number of processes may do so at the same time. */
export interface Mailboxes {
  /** Looks which mailboxes are this process's, and says that it is alive. Call it every few seconds. */
  poll(): Promise<void>;
  stop(): Promise<void>;
}

/** Without a sign of life for so long, another process may soon fetch the same mail. */
const SILENT_MS = 12_000;

/** Creates what fetches mail. It does nothing before the first `poll`. */
export function createMailboxes(parts: MailboxesParts): Mailboxes {
  const { database, key } = parts;
  const worker = randomUUID();
  const fetchers = new Map<number, { fetcher: Fetcher; version: number }>();
  let seenAt = performance.now();
  let isStopping = false;

  const fetcherParts: FetcherParts = {
    ...parts,
    open: ({ id, secret }: MailboxRow) => openSecret(key, id, secret),
    renew: (id, refreshToken) =>
      database.transaction('write', async (db) => {
        const box = await findMailbox(db, id);
        const known = box && openSecret(key, id, box.secret);
        if (box === undefined || known === undefined) return;
        replaceSecret(db, id, box.secret, await sealSecret(key, db, id, { ...known, refreshToken }));
      }),
  };

  function start(id: number): Fetcher {
    // Loaded only when wanted, because every start would wait for the library.
    const { Fetcher: Fetching } = require('./fetcher') as typeof import('./fetcher');
    return new Fetching(id, fetcherParts);
  }

  async function end(ids: number[]): Promise<void> {
    const ending = ids.flatMap((id) => fetchers.get(id)?.fetcher ?? []);
    await Promise.all(ending.map((fetcher) => fetcher.stop()));
    for (const id of ids) fetchers.delete(id);
  }

  return {
    async poll() {
      if (isStopping) return;
      const began = performance.now();
      try {
        const leased = await database.transaction('write', (db) => leaseMailboxes(db, worker));
        seenAt = began;
        const versions = new Map(leased.map(({ id, version }) => [id, version.getTime()]));
        await end(Array.from(fetchers).flatMap(([id, { version }]) => (versions.get(id) === version ? [] : [id])));
        if (isStopping) return;
        for (const [id, version] of versions) {
          if (!fetchers.has(id)) fetchers.set(id, { fetcher: start(id), version });
        }
      } catch (error) {
        if (performance.now() - seenAt > SILENT_MS) await end([...fetchers.keys()]);
        throw error;
      }
    },

    async stop() {
      isStopping = true;
      await end([...fetchers.keys()]);
      await database.transaction('write', async (db) => giveBackMailboxes(db, worker)).catch(() => {});
    },
  };
}
