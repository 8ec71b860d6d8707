import type { Database } from './pool';

/** What a database server reports about itself. */
export interface ServerFacts {
  version: string;
  /** 130004 for 13.4. */
  number: number;
  fsync: string;
  pageWrites: string;
  commit: string;
  encoding: string;
  /** The system's locale that says what letters are, for cutting texts into words and parts of words. */
  letters: string;
  now: Date;
  /** Whether the desk's tables exist. */
  migrated: boolean;
  /** Whether the server is a standby, which copies another one. */
  isStandby: boolean;
  readOnly: string;
  autovacuum: string;
  /** How many transactions ago the oldest rows were frozen. At two thousand million, PostgreSQL stops writing. */
  oldestAge: number;
  /** How many connections this user may have to this database. */
  places: number;
  /** How many of them other programs than Hatchdesk have. */
  taken: number;
}

/** Reads the facts from the server; undefined if it returns no row. */
export async function readServerFacts(database: Database): Promise<ServerFacts | undefined> {
  const [facts] = await database.transaction('read', (db) =>
    db.query<ServerFacts>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
         current_setting('fsync') as fsync, current_setting('full_page_writes') as "pageWrites",
         current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding,
         (select datctype from pg_database where datname = current_database()) as letters,
         clock_timestamp() as now, to_regclass('tickets') is not null as migrated,
         pg_is_in_recovery() as "isStandby", current_setting('default_transaction_read_only') as "readOnly",
         case current_setting('track_counts') when 'on' then current_setting('autovacuum') else 'off' end as autovacuum,
         (select max(age(datfrozenxid)) from pg_database where datallowconn) as "oldestAge",
         (select least(
             current_setting('max_connections')::int
               - case when r.rolsuper then 0 else current_setting('superuser_reserved_connections')::int
                   + coalesce(current_setting('reserved_connections', true)::int, 0) end,
             nullif(d.datconnlimit, -1), nullif(r.rolconnlimit, -1))
           from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()) as places,
         (select count(*)::int from pg_stat_activity
           where backend_type = 'client backend' and application_name <> 'hatchdesk') as taken`,
    ),
  );
  return facts;
}

/** What this user may do, and what the migrations need. */
interface Rights {
  /** Where tables are made; null if the search path leads nowhere. */
  schema: string | null;
  mayCreate: boolean;
  mayExtend: boolean;
  hasTrigrams: boolean;
  couldHaveTrigrams: boolean;
  /** Whether the tables that need it exist. */
  hasTables: boolean;
  /** A table in that schema that belongs to somebody whose rights this user lacks. */
  foreignTable: string | null;
}

export async function readRights(database: Database): Promise<Rights | undefined> {
  const [rights] = await database.transaction('read', (db) =>
    db.query<Rights>(
      `select current_schema() as schema, has_schema_privilege(current_schema(), 'create') as "mayCreate",
         has_database_privilege(current_database(), 'create') as "mayExtend",
         exists (select from pg_extension where extname = 'pg_trgm') as "hasTrigrams",
         exists (select from pg_available_extensions where name = 'pg_trgm') as "couldHaveTrigrams",
         to_regclass('ticket_words') is not null as "hasTables",
         (select min(tablename) from pg_tables where schemaname = current_schema()
           and not pg_has_role(tableowner, 'usage')) as "foreignTable"`,
    ),
  );
  return rights;
}

/** A session that waits for a lock, or one that keeps a transaction open and does nothing. */
export interface StuckSession {
  pid: number;
  application: string;
  seconds: number;
  /** Process numbers of the sessions it waits for; empty if it waits for its program. */
  waitsFor: number[];
}

/** Lists the sessions of this database that have been stuck for longer than a time, the longest first. */
export const listStuckSessions = (
  database: Database,
  { waitingSeconds, idleSeconds }: { waitingSeconds: number; idleSeconds: number },
): Promise<StuckSession[]> =>
  database.transaction('read', (db) =>
    db.query<StuckSession>(
      `select pid, application_name as application, seconds, case when waits then pg_blocking_pids(pid) else '{}' end
           as "waitsFor"
         from (
           select pid, application_name, wait_event_type is not distinct from 'Lock' as waits,
             extract(epoch from clock_timestamp() - case when state = 'active' then query_start else state_change end)::int
               as seconds
           from pg_stat_activity
           where datname = current_database()
             and (state like 'idle in transaction%' or state = 'active' and wait_event_type = 'Lock')
         ) stuck
         where seconds >= case when waits then $1::int else $2::int end order by waits desc, seconds desc`,
      [waitingSeconds, idleSeconds],
    ),
  );

/**
 * Whether the server knows a time zone.
 *
 * @throws ApiError (unavailable) if it does not answer
 */
export async function knowsTimeZone(database: Database, timeZone: string): Promise<boolean> {
  try {
    await database.transaction('read', (db) => db.query('select timezone($1, now())', [timeZone]));
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === INVALID_PARAMETER) return false;
    throw error;
  }
}

const INVALID_PARAMETER = '22023';

/**
 * Checks that the server answers.
 *
 * @throws ApiError (unavailable) if it does not
 */
export async function checkAnswers(database: Database): Promise<void> {
  await database.transaction('read', (db) => db.query('select 1'));
}
