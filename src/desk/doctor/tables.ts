import { missing, readMigrationState } from '../../database/migrate';
import type { Database } from '../../database/pool';
import { readRights } from '../../database/server-facts';
import { bad, type Check, fine, firstOf, hint } from './check';

/** Checks whether the tables suit this version. */
export async function examineTables(database: Database): Promise<Check[]> {
  const { pending, unknown, isRunning, wasInterrupted } = await readMigrationState(database);
  const found = firstOf(
    [
      isRunning && hint('tables', 'a process is applying migrations right now: wait for it'),
      unknown.length > 0 &&
        bad(
          'tables',
          `they are of a newer version of Hatchdesk, which applied ${unknown.join(', ')}: install that version or a newer one`,
        ),
      pending.length > 0 &&
        wasInterrupted &&
        bad('tables', `a migration was interrupted and ${missing(pending)}: run hatchdesk migrate`),
      pending.length > 0 && bad('tables', `${missing(pending)}: run hatchdesk migrate, or start the server`),
    ],
    fine('tables', 'all migrations are applied'),
  );
  return [found];
}

/** Checks what it takes to make tables. */
export async function examineRights(database: Database): Promise<Check[]> {
  const rights = await readRights(database);
  if (rights === undefined) return [];
  const { schema, mayCreate, mayExtend, hasTrigrams, couldHaveTrigrams, foreignTable, hasTables } = rights;
  const needsExtension = !hasTrigrams && !mayExtend;
  return [
    firstOf(
      [
        schema === null && bad('rights', 'the search_path leads to no schema: alter role ... set search_path = public'),
        !mayCreate &&
          bad('rights', `this user may not make tables: grant create on schema ${schema} to it, as migrations need it`),
        needsExtension &&
          bad('rights', 'this user may not install pg_trgm: grant create on this database to it, or install it'),
        foreignTable !== null &&
          hint(
            'rights',
            `the table ${foreignTable} belongs to another user, so that migrations will fail: alter table ... owner to this user`,
          ),
      ],
      fine('rights', 'this user may make tables'),
    ),
    firstOf(
      [
        !hasTrigrams &&
          !couldHaveTrigrams &&
          bad('extensions', 'PostgreSQL has no pg_trgm: install its contrib package (postgresql-contrib)'),
        !hasTrigrams &&
          hasTables &&
          bad('extensions', 'pg_trgm was removed, and searches are slow or fail: restore a backup'),
      ],
      fine('extensions', hasTrigrams ? 'pg_trgm is installed' : 'pg_trgm can be installed'),
    ),
  ];
}
