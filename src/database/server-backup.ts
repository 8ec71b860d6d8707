import type { SingleConnection } from './single-connection';

type Single = Pick<SingleConnection, 'query'>;

/** Makes times look the same on every connection that is compared. */
export const setZone = (single: Single): Promise<unknown> => single.query(`set timezone = 'UTC'`);

/**
 * Begins a transaction that sees the database as it is now, however long it lasts.
 *
 * @returns the snapshot's name, with which pg_dump sees the same, and the server's facts
 */
export async function beginSnapshot(single: Single): Promise<{ snapshot: string; major: number; now: Date }> {
  // In one message and only for the transaction, because a pooler may send the next one to another session.
  await single.query(
    `begin isolation level repeatable read read only; set local timezone = 'UTC'; set local statement_timeout = 0;
     set local idle_in_transaction_session_timeout = 0`,
  );
  const [row] = await single.query<{ snapshot: string; major: number; now: Date }>(
    `select pg_export_snapshot() as snapshot, current_setting('server_version_num')::int / 10000 as major, now() as now`,
  );
  if (row === undefined) throw new Error('The database server returned no snapshot');
  return row;
}

/** A backup of the server's files that has begun. */
interface FileBackup {
  /** Ends it. @returns the content of `backup_label`, and the names of the first and last file of the log that it needs */
  stop(): Promise<{ label: string; firstLog: string; lastLog: string }>;
}

/**
 * Begins a backup of the server's files, which may be read from now on. Until the connection ends, the server keeps its
 * log from here on.
 */
export async function startFileBackup(single: Single): Promise<FileBackup> {
  await single.query(`select pg_create_physical_replication_slot('hatchdesk_backup_' || pg_backend_pid(), true, true)`);
  await single.query(`select pg_backup_start('hatchdesk', true)`);
  return {
    async stop() {
      const [stopped] = await single.query<{ label: string; lastLog: string }>(
        `select labelfile as label, pg_walfile_name(lsn) as "lastLog" from pg_backup_stop(false)`,
      );
      const firstLog = /^START WAL LOCATION: .*\(file ([0-9A-F]{24})\)/.exec(stopped?.label ?? '')?.[1];
      if (stopped === undefined || firstLog === undefined) throw new Error('The database server returned no label');
      return { ...stopped, firstLog };
    },
  };
}

/** What a restore has to know of the database. */
export async function readTarget(single: Single): Promise<{ major: number; servers: number; drops: string[] }> {
  const [row] = await single.query<{ major: number; servers: number }>(
    `select current_setting('server_version_num')::int / 10000 as major,
       (select count(*)::int from pg_stat_activity
         where datname = current_database() and application_name = 'hatchdesk' and pid <> pg_backend_pid()) as servers`,
  );
  if (row === undefined) throw new Error('The database server returned no facts');
  return { ...row, drops: await dropsOfEverything(single) };
}

/** Lets the server count what was restored, so that its plans are good at once. */
export const analyze = (single: Single): Promise<unknown> => single.query('analyze');

/** Statements that drop everything in the schema except what belongs to an extension. Empty if there is nothing. */
async function dropsOfEverything(single: Single): Promise<string[]> {
  const rows = await single.query<{ statement: string }>(
    `with own as (select current_schema()::regnamespace as schema),
       of_extensions as (select classid, objid from pg_depend where deptype = 'e')
     select case relkind when 'S' then 1 else 0 end as rank, format('drop %s if exists %s cascade',
              case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                else 'table' end, c.oid::regclass) as statement
       from pg_class c, own where relnamespace = own.schema and relkind in ('r', 'p', 'v', 'm', 'S')
        and (('pg_class'::regclass, c.oid) not in (select classid, objid from of_extensions))
     union all
     select 2, format('drop routine if exists %s cascade', p.oid::regprocedure)
       from pg_proc p, own where pronamespace = own.schema
        and (('pg_proc'::regclass, p.oid) not in (select classid, objid from of_extensions))
     union all
     select 3, format('drop type if exists %s cascade', t.oid::regtype)
       from pg_type t, own where typnamespace = own.schema and typtype in ('e', 'd')
        and (('pg_type'::regclass, t.oid) not in (select classid, objid from of_extensions))
     -- A sequence goes with its table, and not before.
     order by rank`,
  );
  return rows.map(({ statement }) => statement);
}

/** Creates an empty database, or removes it with everything in it. The name must need no quotes. */
export const createDatabase = (single: Single, name: string): Promise<unknown> =>
  single.query(`create database ${name} template template0`);
export const dropDatabase = (single: Single, name: string): Promise<unknown> =>
  single.query(`drop database if exists ${name} with (force)`);

/** Lists the server's databases whose names begin with a text. */
export async function listDatabases(single: Single, start: string): Promise<string[]> {
  const rows = await single.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [start],
  );
  return rows.map(({ name }) => name);
}
