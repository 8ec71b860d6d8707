import type { Knex } from 'knex';

/** Mailboxes that the desk fetches mail from. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create table mailboxes (
      id int generated always as identity primary key,
      name text not null,
      -- The address whose mail arrives there; empty if nobody said it.
      address text not null default '',
      host text not null,
      port int not null,
      tls text not null check (tls in ('tls', 'starttls', 'none')),
      username text not null,
      auth text not null default 'password' check (auth in ('password', 'oauth2')),
      -- Sealed with the desk's key: the password, or what OAuth 2.0 needs.
      secret text not null,
      oauth_client_id text not null default '',
      oauth_token_url text not null default '',
      folder text not null default 'INBOX',
      -- Null if the addresses of a mail say whose it is.
      department_id int references departments on delete set null,
      -- What happens to a mail that was taken.
      taken text not null default 'seen' check (taken in ('seen', 'move', 'delete')),
      move_to text not null default '',
      enabled boolean not null default true,
      poll_seconds int not null default 60,
      -- How far the folder is taken: every mail up to this number, as long as the folder is the same.
      uid_validity bigint,
      last_uid bigint not null default 0,
      -- Those that could not be taken, and are tried again.
      pending_uids bigint[] not null default '{}',
      -- The process that fetches from it, as long as it says so.
      leased_by uuid,
      leased_until timestamptz,
      last_success_at timestamptz,
      last_error text not null default '',
      failing_since timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null
    ) with (fillfactor = 50);
    create index mailboxes_department on mailboxes (department_id) where department_id is not null;
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw('drop table mailboxes');
}
