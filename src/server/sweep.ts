import type { Logger } from 'pino';
import type { Db } from '../database/pool';
import type { Desk } from '../desk/desk';
import { isOutage } from '../errors';
import { forgetOldBans } from '../store/access/banned-ips';
import { forgetOldSessions, forgetOldSsoTokens } from '../store/access/client-sessions';
import { forgetOldGrants, forgetOldRefreshTokens } from '../store/access/grants';
import { forgetOldSignInLinks } from '../store/access/sign-in-links';
import { forgetOldStaffSessions } from '../store/access/staff-sessions';
import { forgetOldComparisons } from '../store/comparing/comparisons';
import { forgetOldEvents } from '../store/deliveries/events';
import { purgeSome } from '../store/deliveries/purging';
import { forgetOldActivity } from '../store/desk/activity';
import { forgetOldKeys } from '../store/desk/idempotency';
import { forgetOldIgnored } from '../store/desk/ignored';
import { forgetOldRaw } from '../store/inbound/raw-mails';
import { forgetOldBulkChanges } from '../store/tickets/bulk-changes';
import { forgetOldDrafts } from '../store/tickets/drafts';
import { forgetOldHeldTickets } from '../store/tickets/held';
import { forgetOldPresence } from '../store/tickets/presence';
import { forgetOldScheduled } from '../store/tickets/scheduled';
import { inOneProcess } from './periodic';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes expired data. Each kind is deleted separately, so that a failure does not affect the others, and in batches,
 * so that finished batches stay deleted. What another process is deleting is left to it.
 *
 * @param isWanted is asked before each batch whether to go on
 */
export async function sweep(
  { database, clock, settings }: Desk,
  log: Pick<Logger, 'warn'>,
  isWanted: () => boolean = () => true,
): Promise<void> {
  const some = (forget: (db: Db, now: Date) => Promise<number>) => (kind: string) =>
    inOneProcess(database, `delete expired ${kind}`, (db) => forget(db, clock()));
  const kinds: Record<string, (kind: string) => Promise<number | undefined>> = {
    'idempotency keys': some(forgetOldKeys),
    'refresh tokens': some(forgetOldRefreshTokens),
    grants: some(forgetOldGrants),
    'activity log': async (kind) => {
      const { activityLogDays } = await settings();
      return some((db, now) => forgetOldActivity(db, now, activityLogDays))(kind);
    },
    deliveries: async (kind) => {
      const { eventDays } = await settings();
      const before = (now: Date) => new Date(now.getTime() - eventDays * DAY_MS);
      return eventDays === 0 ? 0 : some((db, now) => purgeSome(db, { before: before(now) }, now))(kind);
    },
    events: async (kind) => {
      const { eventDays } = await settings();
      return some((db, now) => forgetOldEvents(db, now, eventDays))(kind);
    },
    'received mail': async (kind) => {
      const { receivedMailDays } = await settings();
      return some((db, now) => forgetOldRaw(db, now, receivedMailDays))(kind);
    },
    comparisons: async (kind) => {
      const { compareDays } = await settings();
      return some((db, now) => forgetOldComparisons(db, now, compareDays))(kind);
    },
    'single sign-on tokens': some(forgetOldSsoTokens),
    sessions: some(forgetOldSessions),
    "administrators' sessions": some(forgetOldStaffSessions),
    'links to sign in': some(forgetOldSignInLinks),
    bans: some(forgetOldBans),
    'ignored names': some(forgetOldIgnored),
    drafts: some(forgetOldDrafts),
    'scheduled replies': some(forgetOldScheduled),
    'people at tickets': some(forgetOldPresence),
    'changes of many tickets': some(forgetOldBulkChanges),
    'tickets that nobody confirmed': some(forgetOldHeldTickets),
  };
  for (const [kind, forgetSome] of Object.entries(kinds)) {
    try {
      while (isWanted()) {
        const forgotten = await forgetSome(kind);
        if (forgotten === undefined || forgotten === 0) break;
      }
    } catch (error) {
      if (!isOutage(error)) log.warn({ err: error, kind }, 'expired data was not deleted');
    }
  }
}
