import type { Knex } from 'knex';

/**
 * What comparing with the old desk has found: one row for each day, action and outcome or difference, whatever the number
 * of calls. A busy desk compares hundreds of calls a second, and a row for each would be the largest table of all.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table comparison_calls (
      day date not null,
      action text not null,
      outcome text not null,
      calls bigint not null,
      fields bigint not null default 0,
      differing bigint not null default 0,
      said text not null default '',
      last_at timestamptz not null,
      primary key (day, action, outcome)
    );
    comment on column comparison_calls.fields is 'how many fields were compared';
    comment on column comparison_calls.said is 'what the other desk or the connection last said, if something failed';
    create table comparison_differences (
      day date not null,
      action text not null,
      field text not null,
      kind text not null,
      times bigint not null,
      calls bigint not null,
      first_at timestamptz not null,
      last_at timestamptz not null,
      examples jsonb not null,
      primary key (day, action, field, kind)
    );
    comment on column comparison_differences.times is 'one call may have it in several rows of a list';
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table comparison_differences; drop table comparison_calls');
}
