import type { Knex } from 'knex';

/** Tickets of guests that wait until their address is confirmed, and the mail that asks for it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table held_tickets (
      token_hash text primary key,
      network text not null,
      email text not null,
      form jsonb not null,
      bytes bytea not null,
      size int not null,
      expires_at timestamptz not null,
      created_at timestamptz not null
    );
    comment on table held_tickets is 'tickets of guests that are opened when the link in a mail is followed';
    comment on column held_tickets.bytes is 'the bytes of all files, one after the other';
    create index held_tickets_expiry on held_tickets (expires_at);
  `);
  // An operator may have added one of that name.
  await db('email_templates')
    .insert({ kind: 'support', name: NAME, subject: SUBJECT, body: BODY, custom: false })
    .onConflict()
    .ignore();
}

const NAME = 'Support Ticket Confirmation';
const SUBJECT = 'Please confirm your request: {$ticket_subject}';
const BODY = `<p>Hello {$client_name},</p>
<p>Somebody, probably you, wrote to us about "{$ticket_subject}" and gave this address. Please confirm it, and we will begin:</p>
<p><a href="{$ticket_confirmation_url}">{$ticket_confirmation_url}</a></p>
<p>The link works once, within a day. If you did not write to us, please ignore this mail: nothing will happen.</p>
<p>{$company_name}</p>`;

export async function down(db: Knex): Promise<void> {
  await db('email_templates').where({ name: NAME, custom: false }).delete();
  await db.raw('drop table held_tickets');
}
