import type { Knex } from 'knex';

/** What each merge of tickets has changed, so that it can be taken back. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table merges (
      ticket_id int primary key references tickets on delete cascade,
      master_id int not null references tickets on delete cascade,
      merged_at timestamptz not null,
      staff_id int references staff on delete set null,
      message_ids int[] not null,
      note_ids int[] not null,
      email_ids int[] not null,
      carried_ids int[] not null,
      people jsonb not null default '[]',
      first_message_id int,
      reply_before timestamptz,
      reply_after timestamptz,
      subject_before text,
      subject_after text
    );
    create index merges_master on merges (master_id);
    create index merges_staff on merges (staff_id) where staff_id is not null;
    comment on table merges is 'what merging changed, for each merged ticket; tickets merged by older versions have no row';
    comment on column merges.carried_ids is 'tickets that were merged into this one before, and went with it';
    comment on column merges.people is 'who should get copies of the master because of this ticket, and whether its row was added for them';
    comment on column merges.reply_before is 'last_reply_at of the master before; null if that cannot be restored';
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table merges');
}
