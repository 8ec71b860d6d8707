import type { Knex } from 'knex';

/** An imported file has its row before its bytes: until they are there, nobody knows its size. */
export async function up(db: Knex): Promise<void> {
  await db.raw('alter table attachments alter column size set default 0');
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table attachments alter column size drop default');
}
