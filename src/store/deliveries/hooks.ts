import type { Db } from '../../database/pool';

/** A file of the operator's own code, as servers know it. */
export interface HookRow {
  name: string;
  /** Of the content that was loaded last. */
  digest: string;
  events: string[];
  /** Runs that failed since the last one that did not. */
  failures: number;
  lastFailure: string;
  lastFailureAt: Date | null;
  /** When a server loaded it last. */
  loadedAt: Date;
  disabledAt: Date | null;
  /** When somebody enabled it. */
  enabledAt: Date | null;
}

/** Lists all hooks that were ever loaded, by name. */
export const listHooks = (db: Db): Promise<HookRow[]> =>
  db.query(
    `select name, digest, events, failures, last_failure as "lastFailure", last_failure_at as "lastFailureAt", loaded_at as "loadedAt",
       disabled_at as "disabledAt", enabled_at as "enabledAt"
     from hooks order by name`,
  );

/** Notes that a file was loaded. Another content than before is enabled. It does not wait: the commit does. */
export function noteLoaded(db: Db, { name, digest, events }: Pick<HookRow, 'name' | 'digest' | 'events'>, now: Date) {
  db.send(
    `insert into hooks as known (name, digest, events, loaded_at) values ($1, $2, $3, $4)
     on conflict (name) do update set events = excluded.events, loaded_at = excluded.loaded_at, digest = excluded.digest,
       failures = case when known.digest = excluded.digest then known.failures else 0 end,
       disabled_at = case when known.digest = excluded.digest then known.disabled_at end`,
    [name, digest, events, now],
  );
}

interface HookFailure {
  name: string;
  digest: string;
  reason: string;
  /** So many in a row disable the hook. */
  most: number;
  /** Whether it is one of those in a row. If not, the hook counts as failing all the same. */
  counts: boolean;
}

/**
 * Notes that a run failed, and disables the hook if too many failed in a row.
 *
 * @returns whether this failure disabled it
 */
export async function noteHookFailure(
  db: Db,
  { name, digest, reason, most, counts }: HookFailure,
  now: Date,
): Promise<boolean> {
  const [row] = await db.query<{ failures: number }>(
    `update hooks set failures = greatest(failures + $6::int, 1), last_failure = $3, last_failure_at = $4,
       disabled_at = case when failures + $6::int >= $5 then coalesce(disabled_at, $4) else disabled_at end
     where name = $1 and digest = $2 returning failures`,
    [name, digest, reason, now, most, counts ? 1 : 0],
  );
  return counts && row?.failures === most;
}

/** Notes that a run succeeded. It does not wait: the commit does. */
export const noteHookSuccess = (db: Db, { name, digest }: Pick<HookRow, 'name' | 'digest'>): void =>
  db.send('update hooks set failures = 0 where name = $1 and digest = $2 and failures > 0 and disabled_at is null', [
    name,
    digest,
  ]);

/** Enables a hook, and has it loaded again. @returns whether there is one of this name */
export async function enableHook(db: Db, name: string, now: Date): Promise<boolean> {
  const rows = await db.query(
    'update hooks set failures = 0, disabled_at = null, enabled_at = $2 where name = $1 returning 1',
    [name, now],
  );
  return rows.length > 0;
}
