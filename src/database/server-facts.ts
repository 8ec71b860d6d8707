import type { Database } from './pool';

/** What a database server says of itself. */
export interface ServerFacts {
  version: string;
  /** 130004 for 13.4. */
  number: number;
  fsync: string;
  pageWrites: string;
  commit: string;
  encoding: string;
  now: Date;
  /** Whether the desk's tables are there. */
  migrated: boolean;
}

/** Asks the server about itself; undefined where it gives no row. */
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

/** @throws ApiError of the kind `unavailable` where the server does not answer. */
export async function checkAnswers(database: Database): Promise<void> {
  await database.transaction('read', (db) => db.query('select 1'));
}
