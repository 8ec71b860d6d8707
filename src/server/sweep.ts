import type { Logger } from 'pino';
import type { Db } from '../database/pool';
import type { Desk } from '../desk/desk';
import { forgetOldBans } from '../store/access/banned-ips';
import { forgetOldSessions, forgetOldSsoTokens } from '../store/access/client-sessions';
import { forgetOldGrants, forgetOldRefreshTokens } from '../store/access/grants';
import { forgetOldActivity } from '../store/desk/activity';
import { forgetOldKeys } from '../store/desk/idempotency';
import { forgetOldIgnored } from '../store/desk/ignored';

/**
 * Deletes expired data. Each kind is deleted separately, so that a failure does not affect the others, and in batches,
 * so that finished batches stay deleted.
 *
 * @param isWanted is asked before each batch whether to go on
 */
export async function sweep(
  { database, clock, settings }: Desk,
  log: Pick<Logger, 'warn'>,
  isWanted: () => boolean = () => true,
): Promise<void> {
  const some = (forget: (db: Db, now: Date) => Promise<number>) => () =>
    database.transaction('write', (db) => forget(db, clock()));
  const kinds: Record<string, () => Promise<number>> = {
    'idempotency keys': some(forgetOldKeys),
    'refresh tokens': some(forgetOldRefreshTokens),
    grants: some(forgetOldGrants),
    'activity log': async () => {
      const { activityLogDays } = await settings();
      return some((db, now) => forgetOldActivity(db, now, activityLogDays))();
    },
    'single sign-on tokens': some(forgetOldSsoTokens),
    sessions: some(forgetOldSessions),
    bans: some(forgetOldBans),
    'ignored names': some(forgetOldIgnored),
  };
  for (const [kind, forgetSome] of Object.entries(kinds)) {
    try {
      while (isWanted()) if ((await forgetSome()) === 0) break;
    } catch (error) {
      log.warn({ err: error, kind }, 'expired data was not deleted');
    }
  }
}
