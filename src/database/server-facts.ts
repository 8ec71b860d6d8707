import type { Database } from './pool';

/** What a database server reports about itself. */
interface ServerFacts {
  version: string;
  /** 130004 for 13.4. */
  number: number;
  fsync: string;
  pageWrites: string;
  commit: string;
  encoding: string;
  now: Date;
  /** Whether the desk's tables exist. */
  migrated: boolean;
}

/** Reads the facts from the server; undefined if it returns no row. */
export async function readServerFacts(database: Database): Promise<ServerFacts | undefined> {
  const [facts] = await database.transaction('read', (db) =>
    db.query<ServerFacts>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
         current_setting('fsync') as fsync, current_setting('full_page_writes') as "pageWrites",
         current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding,
         clock_timestamp() as now, to_regclass('tickets') is not null as migrated`,
    ),
  );
  return facts;
}

/**
 * Checks that the server answers.
 *
 * @throws ApiError (unavailable) if it does not
 */
export async function checkAnswers(database: Database): Promise<void> {
  await database.transaction('read', (db) => db.query('select 1'));
}
