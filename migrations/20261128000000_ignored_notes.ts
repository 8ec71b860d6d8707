import type { Knex } from 'knex';

/** Remembers for a day which names of a caller's parameters were noted as ignored, so that the log has each once. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table ignored_notes (
      caller text not null,
      name text not null,
      noted_at timestamptz not null,
      primary key (caller, name)
    );
    create index ignored_notes_noted_at on ignored_notes (noted_at);
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table ignored_notes');
}
