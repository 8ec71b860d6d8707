import type { Knex } from 'knex';

/** Pages show the HTML of a mail, and fold what it quotes. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table mail_texts add column html_visible int;
    comment on column mail_texts.html_visible is
      'how many characters of the HTML come before what it quotes; null if it quotes nothing, or was kept before this was noted';
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('alter table mail_texts drop column html_visible');
}
