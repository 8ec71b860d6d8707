import type { Knex } from 'knex';

const name = 'Support Ticket Opened';
const hello = '<p>Hello {$client_name},</p>\n';
const before = '<p>We have received your request and will answer as soon as we can.</p>\n';
const after =
  '<p>We have received your request and will answer as soon as we can. Its number is {$ticket_id}.</p>\n<p>{$client_name} wrote:</p>\n';
const rest = '<p>{$ticket_message}</p>\n<p>{$company_name}</p>';

/** Without a word about it, a customer's message reads as if the desk had written it. A template of an operator stays. */
export async function up(db: Knex): Promise<void> {
  await rewrite(db, before, after);
}

export async function down(db: Knex): Promise<void> {
  await rewrite(db, after, before);
}

async function rewrite(db: Knex, from: string, to: string): Promise<void> {
  await db('email_templates')
    .where({ name, custom: false, language: '', body: hello + from + rest })
    .update({ body: hello + to + rest });
}
