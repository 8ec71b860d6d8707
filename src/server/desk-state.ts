import { setTimeout as pause } from 'node:timers/promises';
import type { Desk } from '../desk/desk';
import type { DeskState } from '../metrics/metrics';
import { type Backlog, readBacklog } from '../store/desk/backlog';
import { readinessOf } from './readiness';

/** How long the database is not asked again, however many programs want the metrics. */
const FRESH_MS = 3_000;
/** Long enough for a database that is not busy. A scrape must not wait for one that is. */
const LONGEST_WAIT_MS = 3;

/**
 * Makes a function that tells what only the database knows. It answers within a few milliseconds: what the database has
 * not answered by then, the next call tells. What a database that is gone knew is not told.
 */
export function createDeskState(
  { database, clock, config }: Pick<Desk, 'database' | 'clock' | 'config'>,
  isStopping: () => boolean,
): () => Promise<DeskState> {
  let known: DeskState = {};
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    const now = clock();
    const [readiness, backlog] = await Promise.all([
      readinessOf(database, () => false),
      database.transaction('read', (db) => readBacklog(db, now)).catch(() => undefined),
    ]);
    known = {
      isReady: readiness === 'ready',
      ...(backlog !== undefined && described(backlog, now, config.mail.smtp !== undefined)),
    };
  }

  return async () => {
    if (asking === undefined && performance.now() > askedAt + FRESH_MS) {
      asking = ask().finally(() => {
        asking = undefined;
        askedAt = performance.now();
      });
    }
    await Promise.race([asking, pause(LONGEST_WAIT_MS, undefined, { ref: false })]);
    return isStopping() ? { ...known, isReady: false } : known;
  };
}

function described(
  { bans, events, oldest, deliveries, mailboxes, mails }: Backlog,
  now: Date,
  isMailSent: boolean,
): DeskState {
  const age = (time: Date): number => Math.max(0, now.getTime() - time.getTime()) / 1000;
  return {
    bans,
    mailboxes: {
      enabled: mailboxes.enabled,
      failing: mailboxes.failing,
      silentSeconds: mailboxes.silentSince === null ? 0 : age(mailboxes.silentSince),
    },
    outbox: { events, oldestSeconds: oldest === null ? 0 : age(oldest) },
    // Without a mail server, mail is kept and nothing is late.
    mails: Object.entries(mails).map(([state, { pending, oldest }]) => ({
      ...{ state, pending, oldestSeconds: oldest === null || !isMailSent ? 0 : age(oldest) },
    })),
    deliveries: deliveries.map(({ listener, pending, oldest }) => ({ listener, pending, oldestSeconds: age(oldest) })),
  };
}
