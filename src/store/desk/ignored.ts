import type { Db } from '../../database/pool';
import { ACTIVITY_COLUMNS, activityValues, type NewActivity } from './activity';
import { deleteSome } from './sweeping';

/**
 * Writes an entry to the activity log, unless each of the names was noted for that caller within a day. Names are
 * sorted, so that concurrent calls lock their rows in one order.
 */
export function noteIgnored(db: Db, names: string[], row: NewActivity): void {
  db.send(
    `with noted as (
       insert into ignored_notes (caller, name, noted_at)
       select $1, name, $2 from unnest($3::text[]) as given (name) order by name
       on conflict (caller, name) do update set noted_at = excluded.noted_at
       where ignored_notes.noted_at <= excluded.noted_at - interval '1 day'
       returning 1)
     insert into activity_log (${ACTIVITY_COLUMNS})
     select $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 where exists (select from noted)`,
    [row.caller, row.at, names, ...activityValues(row)],
  );
}

/** Deletes notes older than a day, some at a time. @returns how many it deleted */
export const forgetOldIgnored = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'ignored_notes', `noted_at <= $1::timestamptz - interval '1 day'`, [now]);
