import type { Knex } from 'knex';

/**
 * What sending mail needs: everything that a mail's headers say, its plain part, and where it stands. A mail is complete
 * before it is sent, so that sending it twice sends the same mail.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    alter table emails
      drop constraint emails_status_check,
      alter column status set default 'waiting',
      add column event_id bigint,
      add column part text not null default '',
      add column message_id int references messages on delete set null,
      add column token text not null default replace(gen_random_uuid()::text, '-', ''),
      add column from_name text not null default '',
      add column from_address text not null default '',
      add column in_reply_to text not null default '',
      add column reference_ids text[] not null default '{}',
      add column automatic text not null default 'auto-generated' check (automatic in ('', 'auto-replied', 'auto-generated')),
      add column plain text not null default '',
      add column file_ids int[] not null default '{}',
      add column due_at timestamptz not null default now(),
      add column answer text not null default '',
      add column undelivered text[];
    update emails set status = 'waiting' where status = 'pending';
    alter table emails
      add constraint emails_status_check check (status in ('waiting', 'deferred', 'sent', 'failed', 'bounced'));
    comment on column emails.event_id is 'the event in the outbox that it tells about; null for a mail that a call queued';
    comment on column emails.part is 'which of the event''s mails it is, so that none is written twice';
    comment on column emails.token is 'is in the Message-ID and in the address for replies: who has it has the mail';
    comment on column emails.from_address is 'empty if nobody had said where mail comes from; then it is filled in before sending';
    comment on column emails.undelivered is 'who is still to get it, if others have; null for everybody';
    drop index emails_pending;
    create index emails_due on emails (due_at, id) where status in ('waiting', 'deferred');
    create unique index emails_event on emails (event_id, part) where event_id is not null;
    create unique index emails_token on emails (token);
    create index emails_message on emails (message_id) where message_id is not null;

    -- Where nothing automatic goes, because a mail server said that the address does not exist.
    create table undeliverable_addresses (
      address text primary key,
      reason text not null,
      since timestamptz not null
    );

    alter table messages add column mail_id text, add column is_automatic boolean not null default false;
    create index messages_mail on messages (mail_id) where mail_id is not null;
    comment on column messages.mail_id is 'the Message-ID, without brackets, of the mail that it came in';
    comment on column messages.is_automatic is 'whether a program wrote that mail, which must get no automatic answer';

    alter table email_templates
      add column department_id int references departments on delete cascade,
      add column plain text not null default '';
    comment on column email_templates.plain is 'the text/plain part; empty to make it from the body';
    drop index email_templates_name;
    create unique index email_templates_name on email_templates (lower(name), language, coalesce(department_id, 0));
    create index email_templates_department on email_templates (department_id) where department_id is not null;

    -- Mail programs show mails of one subject together.
    update email_templates set subject = '[Ticket #{$ticket_id}] {$ticket_subject}'
    where name = 'New Support Ticket Opened' and subject = '[Ticket #{$ticket_id}] New: {$ticket_subject}' and not custom;
  `);
  const rows = TEMPLATES.map(([kind, name, body]) => ({
    ...{ kind, name, subject: '[Ticket #{$ticket_id}] {$ticket_subject}', body, custom: false },
  }));
  for (const row of rows) {
    // An operator may have added one of that name.
    await db('email_templates').insert(row).onConflict().ignore();
  }
}

/** The templates that were missing. The texts are our own. */
const TEMPLATES: [kind: string, name: string, body: string][] = [
  [
    'support',
    'Support Ticket Closed',
    '<p>Hello {$client_name},</p>\n<p>We have closed your ticket "{$ticket_subject}". An answer opens it again.</p>\n<p>{$company_name}</p>',
  ],
  [
    'admin',
    'Support Ticket Response',
    '<p>{$client_name} has answered in {$ticket_department}.</p>\n<p>{$ticket_message}</p>',
  ],
];

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    delete from email_templates where not custom and name in ('Support Ticket Closed', 'Support Ticket Response');
    delete from email_templates where department_id is not null;
    drop index email_templates_name;
    alter table email_templates drop column department_id, drop column plain;
    create unique index email_templates_name on email_templates (lower(name), language);
    alter table messages drop column mail_id, drop column is_automatic;
    drop table undeliverable_addresses;
    drop index emails_due;
    alter table emails drop constraint emails_status_check, alter column status set default 'pending',
      drop column event_id, drop column part, drop column message_id, drop column token, drop column from_name,
      drop column from_address, drop column in_reply_to, drop column reference_ids, drop column automatic,
      drop column plain, drop column file_ids, drop column due_at, drop column answer, drop column undelivered;
    update emails set status = case when status in ('waiting', 'deferred') then 'pending' when status = 'sent' then 'sent' else 'failed' end;
    alter table emails add constraint emails_status_check check (status in ('pending', 'sent', 'failed'));
    create index emails_pending on emails (id) where status = 'pending';
  `);
}
