import type { Knex } from 'knex';

const SIGNATURE = '<p>{$company_name}</p>';
const LINK = '{if $ticket_url}<p>All messages and files: <a href="{$ticket_url}">{$ticket_url}</a></p>\n{/if}';
const NAMES = [
  'Support Ticket Opened',
  'Support Ticket Opened by Admin',
  'Support Ticket Reply',
  'Support Ticket Closed',
];

/** Letters about a ticket link to its page. A template that an operator changed ends otherwise, or stays as it is. */
export async function up(db: Knex): Promise<void> {
  for (const { id, body } of await ours(db)) {
    if (body.includes('ticket_url') || !body.endsWith(`\n${SIGNATURE}`)) continue;
    await db('email_templates')
      .where({ id })
      .update({ body: body.slice(0, -SIGNATURE.length) + LINK + SIGNATURE });
  }
}

export async function down(db: Knex): Promise<void> {
  for (const { id, body } of await ours(db)) {
    await db('email_templates')
      .where({ id })
      .update({ body: body.replace(LINK, '') });
  }
}

const ours = (db: Knex): Promise<{ id: number; body: string }[]> =>
  db('email_templates')
    .select('id', 'body')
    .whereIn('name', NAMES)
    .andWhere({ custom: false, language: '', plain: '' });
