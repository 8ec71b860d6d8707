import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import type { Connection } from './pool';

/**
 * The migrations of a folder, named without their extension: a database migrated from the TypeScript files and one
 * migrated from the compiled files must not take each other for corrupt.
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

const FOLDER = join(__dirname, '..', '..', 'migrations');

/** The settings under which knex, here and on its own command line, reads and writes the schema. */
export function knexConfig(connection: Connection): Knex.Config {
  return {
    client: 'pg',
    connection: { ...connection },
    pool: { min: 0, max: 1 },
    migrations: { migrationSource: new FolderMigrations(FOLDER) },
  };
}

/** A migration starts: its name, its place and how many there are. */
export type Progress = (name: string, index: number, count: number) => void;

/**
 * Applies the migrations that a database has not had, oldest first, each in a transaction of its own.
 *
 * Safe to call from several processes at once: one applies, the others wait and find nothing to do.
 *
 * @returns the names of those applied.
 * @throws Error when the database has had migrations that this version does not know.
 */
export async function migrate(connection: Connection, onProgress: Progress = () => {}): Promise<string[]> {
  const db = knex(knexConfig(connection));
  try {
    return await db.transaction(async (lock) => {
      await lock.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
      return applyAll(connection, onProgress);
    });
  } finally {
    await db.destroy();
  }
}

/** Any constant: it only has to be the same in every version. */
const MIGRATION_LOCK = 7_242_001;

async function applyAll(connection: Connection, onProgress: Progress): Promise<string[]> {
  const db = knex(knexConfig(connection));
  try {
    const [, pending] = (await db.migrate.list()) as [unknown, string[]];
    // The advisory lock is ours, so a lock row can only be left over from a process that was killed.
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
