import type { Knex } from 'knex';

/** Programs that are told events by HTTP. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table webhooks (
      id int generated always as identity primary key,
      url text not null,
      description text not null default '',
      -- Empty for all events.
      events text[] not null default '{}',
      -- Empty for all departments, and for events that have none.
      department_ids int[] not null default '{}',
      payload text not null default 'full' check (payload in ('full', 'thin')),
      version int not null default 1,
      enabled boolean not null default true,
      -- Why it was disabled, if nobody did it.
      disabled_because text not null default '',
      -- Since when no delivery has succeeded although some were tried.
      failing_since timestamptz,
      -- For v1 and v1a, in base64. What signs must be readable, as with the keys of access tokens.
      secret text not null,
      seed text not null,
      -- The secrets before, which sign too until then.
      old_secret text,
      old_seed text,
      old_ends_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table webhooks');
}
