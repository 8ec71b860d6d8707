import type { Knex } from 'knex';

/** The mailbox of one department may take support+anything@ where that of another does not. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table departments
      add column plus_addresses text not null default 'default' check (plus_addresses in ('on', 'off', 'default'));
    comment on column departments.plus_addresses is 'whether its mail server delivers support+anything@ to support@; default is the setting MailPlusAddresses';
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table departments drop column plus_addresses');
}
