import type { Knex } from 'knex';

/** What is known about the operator's own code. The code is in files; this table survives restarts. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table hooks (
      -- The name of the file.
      name text primary key,
      -- Of the file's content, so that a changed file starts anew.
      digest text not null,
      events text[] not null,
      -- Runs that failed since the last one that did not.
      failures int not null default 0,
      last_failure text not null default '',
      last_failure_at timestamptz,
      disabled_at timestamptz,
      -- Servers load the file again when this changes.
      enabled_at timestamptz,
      loaded_at timestamptz not null
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table hooks');
}
