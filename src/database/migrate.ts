import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Client, ClientBase } from 'pg';
import { type Connection, Hosts, roleOf } from './hosts';
import { addressOf, makeOwn, openClient } from './open-client';
import type { Database } from './pool';

/**
 * The migrations of a folder, named without their extension. knex compares the names in the database with those of the
 * files and reports a corrupt folder if they differ, as `.ts` and `.js` would.
 */
export class FolderMigrations implements Knex.MigrationSource<string> {
  constructor(private readonly folder: string) {}

  async getMigrations(): Promise<string[]> {
    return readdirSync(this.folder)
      .filter((file) => /^\d{14}_\w+\.(ts|js)$/.test(file))
      .map((file) => file.replace(/\.(ts|js)$/, ''))
      .sort();
  }

  getMigrationName(migration: string): string {
    return migration;
  }

  async getMigration(migration: string): Promise<Knex.Migration> {
    return require(join(this.folder, migration)) as Knex.Migration;
  }
}

const MIGRATIONS = new FolderMigrations(join(__dirname, '..', '..', 'migrations'));

/** The knex settings for migrations, shared with knex's own command line. */
export function knexConfig(connection: Connection): Knex.Config {
  return {
    client: 'pg',
    connection:
      connection instanceof Hosts
        ? async () => ({ ...(await addressOf(connection, CONNECT_WITHIN_MS)) })
        : { ...connection },
    pool: {
      min: 0,
      max: 1,
      afterCreate: (client: ClientBase, done: (error: Error | null, client: ClientBase) => void) => {
        makeOwn(client).then(
          () => done(null, client),
          (error: Error) => done(error, client),
        );
      },
    },
    migrations: { migrationSource: MIGRATIONS },
  };
}

/** Called when a migration starts, with its name, its number and how many there are. */
type Progress = (name: string, index: number, count: number) => void;

/**
 * Applies pending migrations, oldest first, each in its own transaction.
 *
 * Several processes may call this at once: one applies the migrations, the others wait and find nothing to do.
 *
 * @returns the names of the applied migrations
 * @throws Error when the database has migrations that this version does not know, or when some are pending and it takes no
 *   writes, has another encoding than UTF-8, or lets this user make no tables
 */
export async function migrate(connection: Connection, onProgress: Progress = () => {}): Promise<string[]> {
  const client = await openClient(connection, { connectionTimeoutMillis: CONNECT_WITHIN_MS }, CONNECT_WITHIN_MS);
  // This client sends nothing while migrations run, so only this event shows that its connection broke.
  let broken: Error | undefined;
  client.on('error', (error) => {
    broken ??= error;
  });
  try {
    // Checked without knex, because loading it takes a good part of the start-up time.
    const [applied, known] = [await appliedIn(client), await MIGRATIONS.getMigrations()];
    if (applied.length === known.length && applied.every((name, index) => name === known[index])) return [];
    await refuseNewer(applied);
    const { isStandby, takesWrites } = await roleOf(client);
    if (!takesWrites) {
      throw new Error(`migrations are pending, but the database is ${isStandby ? 'a standby' : 'read-only'}`);
    }
    await refuseOtherEncoding(client);
    await refuseMissingRights(client);
    // Lock for the transaction, not the session: behind a pooler, a session outlives this connection.
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    return await applyAll(connection, (...step) => {
      // The lock went with it: another process may be applying the same migrations by now.
      if (broken !== undefined) throw broken;
      onProgress(...step);
    });
  } finally {
    await client.end();
  }
}

/** An arbitrary number; it only has to be the same in every version. */
const MIGRATION_LOCK = 7_242_001;

const CONNECT_WITHIN_MS = 4500;

/** The names of the applied migrations, oldest first. */
async function appliedIn(client: Client): Promise<string[]> {
  const { rows: tables } = await client.query(`select to_regclass('knex_migrations') is not null as there`);
  if (tables[0]?.there !== true) return [];
  const { rows } = await client.query<{ name: string }>('select name from knex_migrations order by name');
  return rows.map(({ name }) => name);
}

/** knex would call the folder of the migrations corrupt, which is what an older program on newer tables looks like to it. */
async function refuseNewer(applied: readonly string[]): Promise<void> {
  const unknown = await unknownMigrations(applied);
  if (unknown.length === 0) return;
  throw new Error(
    `the tables are of a newer version of Hatchdesk, which applied ${unknown.join(', ')}: install that version or a newer one`,
  );
}

/** What people write has letters of every script. A migration would fail on the first ones, and the tables before stay. */
async function refuseOtherEncoding(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; encoding: string }>(
    `select current_database() as name, current_setting('server_encoding') as encoding`,
  );
  const [{ name, encoding } = { name: '', encoding: 'UTF8' }] = rows;
  if (encoding === 'UTF8') return;
  throw new Error(
    `the database ${name} has the encoding ${encoding}: create another one with "create database NAME template template0 encoding 'UTF8' locale 'C.UTF-8'", and let DATABASE_URL name it`,
  );
}

/** Otherwise PostgreSQL refuses the first statement, in words that say neither which user nor what to do. */
async function refuseMissingRights(client: Client): Promise<void> {
  const { rows } = await client.query<{ role: string; schema: string | null; may: boolean | null }>(
    `select quote_ident(current_user) as role, quote_ident(current_schema()) as schema,
       has_schema_privilege(current_schema(), 'create') as may`,
  );
  const [{ role, schema, may } = { role: '', schema: '', may: true }] = rows;
  if (schema === null) {
    throw new Error(
      `the search_path of ${role} leads to no schema: create the one that it names, or run "alter role ${role} set search_path = public"`,
    );
  }
  if (may === true) return;
  throw new Error(
    `migrations are pending, but ${role} may not make tables in the schema ${schema}: run "grant create on schema ${schema} to ${role}" as its owner`,
  );
}

let named: Promise<string[]> | undefined;

/**
 * Checks whether the database has all migrations of this version. It may have more: while a new version is rolled out,
 * processes of the old one go on.
 *
 * @throws ApiError (unavailable) if the database does not answer
 */
export function isMigrated(database: Database): Promise<boolean> {
  named ??= MIGRATIONS.getMigrations();
  const known = named;
  return database.transaction('read', async (db) => {
    const [table] = await db.query<{ exists: boolean }>(`select to_regclass('knex_migrations') is not null as exists`);
    if (table?.exists !== true) return false;
    const rows = await db.query<{ name: string }>('select name from knex_migrations');
    const applied = new Set(rows.map(({ name }) => name));
    return (await known).every((name) => applied.has(name));
  });
}

/** How the tables of a database compare with this version. */
interface MigrationState {
  /** Migrations of this version that are not applied. */
  pending: string[];
  /** Applied migrations that this version does not know. */
  unknown: string[];
  /** Whether a process is applying migrations right now. */
  isRunning: boolean;
  /** Whether a process was killed while it applied one. */
  wasInterrupted: boolean;
}

/**
 * Compares the tables of a database with this version. It changes nothing.
 *
 * @throws ApiError (unavailable) if the database does not answer
 */
export async function readMigrationState(database: Database): Promise<MigrationState> {
  const known = await MIGRATIONS.getMigrations();
  return database.transaction('read', async (db) => {
    const [running] = await db.query<{ isRunning: boolean }>(
      `select exists (select from pg_locks where locktype = 'advisory' and objid = $1::oid
         and database = (select oid from pg_database where datname = current_database())) as "isRunning"`,
      [MIGRATION_LOCK],
    );
    const isRunning = running?.isRunning === true;
    const [table] = await db.query<{ exists: boolean }>(`select to_regclass('knex_migrations') is not null as exists`);
    if (table?.exists !== true) return { pending: known, unknown: [], isRunning, wasInterrupted: false };
    const rows = await db.query<{ name: string }>('select name from knex_migrations order by name');
    const [lock] = await db.query<{ isLocked: number }>('select is_locked as "isLocked" from knex_migrations_lock');
    const applied = new Set(rows.map(({ name }) => name));
    return {
      pending: known.filter((name) => !applied.has(name)),
      unknown: [...applied].filter((name) => !known.includes(name)),
      isRunning,
      wasInterrupted: !isRunning && lock?.isLocked === 1,
    };
  });
}

/** `1 migration is missing`, `3 migrations are missing`. */
export const missing = ({ length }: readonly string[]): string =>
  length === 1 ? '1 migration is missing' : `${length} migrations are missing`;

/** What PostgreSQL says of a table, column, type or function that does not exist. */
const NOT_THERE = /^42(P01|703|704|883)$/;

/**
 * Explains a failure: if a statement named what is not there, and migrations are missing, that is why.
 *
 * @returns an error that says what to do, or the failure itself
 */
export async function explainMissing(database: Database, failure: unknown): Promise<unknown> {
  const isNotThere = failure instanceof Error && 'code' in failure && NOT_THERE.test(String(failure.code));
  if (!isNotThere) return failure;
  const state = await readMigrationState(database).catch(() => undefined);
  if (state === undefined || state.pending.length === 0) return failure;
  return new Error(`${missing(state.pending)}: run hatchdesk migrate`, { cause: failure });
}

/** Those of these migrations that this version does not know. */
export async function unknownMigrations(names: readonly string[]): Promise<string[]> {
  const known = new Set(await MIGRATIONS.getMigrations());
  return names.filter((name) => !known.has(name));
}

async function applyAll(connection: Connection, onProgress: Progress): Promise<string[]> {
  const { default: knex } = await import('knex');
  const db = knex(knexConfig(connection));
  try {
    const [, pending] = (await db.migrate.list()) as [unknown, string[]];
    // We hold the advisory lock, so a lock row can only be a leftover of a killed process.
    if (pending.length > 0) await db.migrate.forceFreeMigrationsLock();
    const applied: string[] = [];
    for (const [index, name] of pending.entries()) {
      onProgress(name, index + 1, pending.length);
      await db.migrate.up({ name });
      applied.push(name);
    }
    return applied;
  } finally {
    await db.destroy();
  }
}
