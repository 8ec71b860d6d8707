import type { Knex } from 'knex';

const LIVING = 'merged_into_id is null and deleted_at is null';

/**
 * What reports are counted from, so that a year of a desk with a million tickets takes less than a second. Opened and
 * closed tickets are counted from indexes, because a table of them would slow every new ticket down. Replies of staff
 * get a table: the department is their ticket's, and whether one was the first depends on the others.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    lock table tickets, messages in share row exclusive mode;

    drop index tickets_created;
    create index tickets_created on tickets (created_at, id) include (department_id, assignee_id) where ${LIVING};

    -- Groups tickets by how long they were open: under one hour, two, four, and so on. Those that were open at a moment
    -- were closed after it, and in each group within its time, so that few others are read to find them.
    create function span_of(opened timestamptz, closed timestamptz) returns int
      language sql immutable parallel safe as $$
        select width_bucket(date_part('epoch', closed - opened),
          '{3600,7200,14400,28800,57600,115200,230400,460800,921600,1843200,3686400,7372800,14745600,29491200,58982400}'::float8[])
      $$;
    -- A ticket whose opening was dated after its closing counts as closed at once. The columns are included because
    -- PostgreSQL does not see that the expressions contain them.
    create index tickets_closed on tickets
      (span_of(created_at, greatest(closed_at, created_at)), greatest(closed_at, created_at))
      include (created_at, closed_at, department_id, assignee_id) where closed_at is not null and ${LIVING};

    -- The replies of staff in living tickets. Triggers keep it; foreign keys would only make each reply slower.
    create table staff_replies (
      message_id int primary key,
      ticket_id int not null,
      department_id int not null,
      staff_id int,
      replied_at timestamptz not null,
      -- How many seconds the ticket had been open, if this is the first reply to it. A ticket that staff opened waits
      -- for none, and a reply that is older than its ticket, as in a merged one, answered another.
      waited int
    );
    create index staff_replies_ticket on staff_replies (ticket_id);
    create index staff_replies_time on staff_replies (replied_at) include (department_id, staff_id, waited);

    create function count_replies_again(ticket_ids int[]) returns void language plpgsql as $$
    begin
      delete from staff_replies where ticket_id = any(ticket_ids);
      insert into staff_replies (message_id, ticket_id, department_id, staff_id, replied_at, waited)
      select m.id, t.id, t.department_id, m.staff_id, m.created_at,
        case when m.created_at >= t.created_at and t.opener_kind <> 'staff'
            and row_number() over (partition by t.id, m.created_at >= t.created_at order by m.created_at, m.id) = 1
          then date_part('epoch', m.created_at - t.created_at)::int end
      from tickets t join messages m on m.ticket_id = t.id
      where t.id = any(ticket_ids) and t.merged_into_id is null and t.deleted_at is null
        and m.author_kind = 'staff' and not m.is_first and not m.is_draft;
    end $$;

    create function count_reply() returns trigger language plpgsql as $$
    declare
      ticket record;
      first record;
    begin
      select t.department_id, t.created_at, t.opener_kind into ticket from tickets t
      where t.id = new.ticket_id and t.merged_into_id is null and t.deleted_at is null;
      if not found then return null; end if;
      select r.message_id, r.replied_at into first from staff_replies r
      where r.ticket_id = new.ticket_id and r.waited is not null;
      if first.replied_at > new.created_at then
        perform count_replies_again(array[new.ticket_id]);
        return null;
      end if;
      insert into staff_replies (message_id, ticket_id, department_id, staff_id, replied_at, waited)
      values (new.id, new.ticket_id, ticket.department_id, new.staff_id, new.created_at,
        case when first.message_id is null and new.created_at >= ticket.created_at and ticket.opener_kind <> 'staff'
          then date_part('epoch', new.created_at - ticket.created_at)::int end)
      -- One of several messages in a statement, of which an earlier one has counted all again.
      on conflict (message_id) do nothing;
      return null;
    end $$;
    create trigger messages_to_report after insert on messages for each row
      when (new.author_kind = 'staff' and not new.is_first and not new.is_draft) execute function count_reply();

    create function count_changed_replies() returns trigger language plpgsql as $$
    begin
      perform count_replies_again(array_agg(distinct id)) from (
        select unnest(array[o.ticket_id, n.ticket_id]) as id from was o join became n on n.id = o.id
        where (o.ticket_id, o.author_kind, o.is_first, o.is_draft, o.created_at)
          is distinct from (n.ticket_id, n.author_kind, n.is_first, n.is_draft, n.created_at)) as changed
      having count(*) > 0;
      update staff_replies r set staff_id = n.staff_id from was o join became n on n.id = o.id
      where r.message_id = n.id and o.staff_id is distinct from n.staff_id;
      return null;
    end $$;
    create trigger messages_to_report_again after update on messages referencing old table as was new table as became
      for each statement execute function count_changed_replies();

    create function count_without_replies() returns trigger language plpgsql as $$
    begin
      perform count_replies_again(array_agg(distinct ticket_id)) from removed where author_kind = 'staff'
      having count(*) > 0;
      return null;
    end $$;
    create trigger messages_not_to_report after delete on messages referencing old table as removed
      for each statement execute function count_without_replies();

    create function count_no_replies() returns trigger language plpgsql as
      'begin truncate staff_replies; return null; end';
    create trigger messages_none_to_report after truncate on messages for each statement
      execute function count_no_replies();

    create function count_replies_of_ticket() returns trigger language plpgsql as $$
    begin
      if old.created_at <> new.created_at
          or (old.merged_into_id is null and old.deleted_at is null)
          <> (new.merged_into_id is null and new.deleted_at is null) then
        perform count_replies_again(array[new.id]);
      else
        update staff_replies set department_id = new.department_id where ticket_id = new.id;
      end if;
      return null;
    end $$;
    create trigger tickets_to_report after update of department_id, created_at, merged_into_id, deleted_at on tickets
      for each row when (old.department_id <> new.department_id or old.created_at <> new.created_at
        or (old.merged_into_id is null and old.deleted_at is null)
          <> (new.merged_into_id is null and new.deleted_at is null))
      execute function count_replies_of_ticket();
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger tickets_to_report on tickets;
    drop trigger messages_to_report on messages;
    drop trigger messages_to_report_again on messages;
    drop trigger messages_not_to_report on messages;
    drop trigger messages_none_to_report on messages;
    drop function count_reply, count_changed_replies, count_without_replies, count_no_replies, count_replies_of_ticket,
      count_replies_again;
    drop table staff_replies;
    drop index tickets_closed, tickets_created;
    drop function span_of;
    create index tickets_created on tickets (created_at, id) where ${LIVING};
  `);
}
