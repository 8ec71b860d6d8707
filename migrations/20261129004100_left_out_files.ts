import type { Knex } from 'knex';

const NAME = 'Support Ticket Files Left Out';

/** Answers are not acknowledged, so only this mail tells a customer that files of an answer were not taken. */
export async function up(db: Knex): Promise<void> {
  const row = {
    ...{ kind: 'support', name: NAME, custom: false },
    subject: '[Ticket #{$ticket_id}] {$ticket_subject}',
    body: '<p>Hello {$client_name},</p>\n<p>We have your answer, but not everything that came with it.</p>\n<p>{$ticket_message}</p>\n<p>{$company_name}</p>',
  };
  // An operator may have added one of that name.
  await db('email_templates').insert(row).onConflict().ignore();
}

export async function down(db: Knex): Promise<void> {
  await db('email_templates').where({ name: NAME, custom: false }).delete();
}
