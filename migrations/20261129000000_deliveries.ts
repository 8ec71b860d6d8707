import type { Knex } from 'knex';

/**
 * Lets events be handed on (src/store/deliveries). Events that were recorded before are nobody's: the cursor begins
 * behind them.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- A snapshot tells by it whether the event could be seen. Neither an index nor a lock is needed for that. The default
    -- is evaluated once for the rows that are there, so the table is not rewritten.
    alter table outbox add column xid xid8 not null default pg_current_xact_id();

    -- The events in the order in which they became known, numbered without gaps.
    create table events (
      sequence bigint primary key,
      outbox_id bigint not null,
      event text not null,
      ticket_id int,
      department_id int,
      created_at timestamptz not null
    );
    create index events_of_ticket on events (ticket_id, sequence) where ticket_id is not null;

    -- How far the events are numbered: one row.
    create table event_cursor (
      is_only boolean primary key default true check (is_only),
      -- The number of the last event.
      sequence bigint not null,
      -- No event up to this id of the outbox can still appear.
      floor bigint not null,
      -- What this snapshot sees is numbered.
      seen pg_snapshot not null,
      -- While there are too many events for one transaction: what this snapshot sees is being numbered, in the order of
      -- the ids, and is numbered up to this id.
      partly pg_snapshot,
      reach bigint,
      -- An id that becomes the floor when every transaction below this one has ended.
      mark bigint not null,
      mark_xid xid8 not null,
      -- The system identifier of the server that gave the numbers of transactions.
      cluster text not null
    );
    insert into event_cursor (sequence, floor, seen, mark, mark_xid, cluster)
    select 0, coalesce(max(id), 0), pg_current_snapshot(), coalesce(max(id), 0), '3'::xid8,
      (select system_identifier::text from pg_control_system())
    from outbox;

    -- One event for one listener.
    create table deliveries (
      id bigint generated always as identity primary key,
      listener text not null,
      -- Null for a test, which is no event.
      sequence bigint,
      outbox_id bigint,
      event text not null,
      ticket_id int,
      state text not null default 'waiting' check (state in ('waiting', 'retrying', 'delivered', 'dead')),
      attempts int not null default 0,
      -- Infinity while an earlier event of the ticket is not delivered.
      due_at timestamptz not null,
      -- The process that is delivering it.
      claimed_by uuid,
      -- What was sent, if the listener wants it kept.
      request text,
      -- One element for each attempt: at, outcome, text.
      log jsonb not null default '[]',
      created_at timestamptz not null,
      finished_at timestamptz
    ) with (autovacuum_vacuum_scale_factor = 0.02);
    create unique index deliveries_of_listener on deliveries (listener, sequence);
    create index deliveries_due on deliveries (listener, due_at, sequence)
      where state in ('waiting', 'retrying') and claimed_by is null;
    create index deliveries_in_order on deliveries (listener, ticket_id, sequence)
      where state in ('waiting', 'retrying');
    create index deliveries_claimed on deliveries (listener) where claimed_by is not null;
    create index deliveries_of_ticket on deliveries (ticket_id, id) where ticket_id is not null;

    -- The processes that deliver. What was claimed by one that gives no sign of life is claimed again. Unlogged, because
    -- nobody needs it after a crash of the server.
    create unlogged table delivery_workers (
      id uuid primary key,
      seen_at timestamptz not null
    );
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop table delivery_workers, deliveries, event_cursor, events;
    alter table outbox drop column xid;
  `);
}
