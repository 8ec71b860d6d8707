import type { Knex } from 'knex';

/** An acknowledgement may go to another address than the sender's, and that one is not to be flooded either. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table mail_log add column answered_key text not null default '';
    comment on column mail_log.answered_key is
      'the address for comparing that got an automatic answer, which may be the one in Reply-To; empty for none';
    create index mail_log_answered on mail_log (answered_key, taken_at) where answered_key <> '';
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table mail_log drop column answered_key');
}
