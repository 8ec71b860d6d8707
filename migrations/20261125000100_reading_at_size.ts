import type { Knex } from 'knex';

/**
 * Keeps reading fast however many tickets there are: indexes in the order in which lists are read, an index for parts
 * of words, and tallies, so that a total doesn't have to count a million rows.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    create extension if not exists pg_trgm;

    -- Indexes that serve foreign keys must cover every ticket. They include whether a ticket is merged or deleted, so
    -- that lists don't read the rows to find out.
    drop index tickets_status_department;
    create index tickets_status on tickets (status_id, department_id, last_reply_at, id)
      include (merged_into_id, deleted_at);
    drop index tickets_department;
    create index tickets_department on tickets (department_id, last_reply_at, id) include (merged_into_id, deleted_at);
    drop index tickets_client;
    create index tickets_client on tickets (client_id, last_reply_at, id)
      include (user_id, contact_id, merged_into_id, deleted_at) where client_id is not null;
    drop index tickets_user;
    create index tickets_user on tickets (user_id, last_reply_at, id)
      include (contact_id, merged_into_id, deleted_at) where user_id is not null;
    drop index tickets_assignee;
    create index tickets_assignee on tickets (assignee_id, status_id, last_reply_at, id)
      include (department_id, merged_into_id, deleted_at) where assignee_id is not null;
    drop index tickets_last_reply;
    create index tickets_last_reply on tickets (last_reply_at, id) where merged_into_id is null and deleted_at is null;
    drop index tickets_created;
    create index tickets_created on tickets (created_at, id) where merged_into_id is null and deleted_at is null;
    -- Lets a word search count and order what it finds from this index alone.
    create index tickets_living on tickets (id) include (last_reply_at)
      where merged_into_id is null and deleted_at is null;

    create index tickets_subject on tickets using gin (subject gin_trgm_ops);
    create index clients_search on clients using gin (
      (lower(first_name || ' ' || last_name || ' ' || company || ' ' || email)) gin_trgm_ops);

    create function week_of(timestamptz) returns date language sql immutable parallel safe as
      $$ select date_trunc('week', $1 at time zone 'UTC')::date $$;

    -- How many living tickets (neither merged nor deleted) there are, by the week of their last reply. A writer adds a
    -- row and never touches existing ones, so that writers don't wait for each other. Now and then the server merges
    -- the rows of a group into one settled row.
    create table ticket_tallies (
      week date not null,
      department_id int not null,
      status_id int not null,
      tickets int not null,
      settled boolean not null default false
    ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

    insert into ticket_tallies (week, department_id, status_id, tickets, settled)
    select week_of(last_reply_at), department_id, status_id, count(*), true from tickets
    where merged_into_id is null and deleted_at is null group by 1, 2, 3;

    create function tally_tickets() returns trigger language plpgsql as $$
    begin
      insert into ticket_tallies (week, department_id, status_id, tickets)
      select week_of(last_reply_at), department_id, status_id, count(*) * tg_argv[0]::int from changed
      where merged_into_id is null and deleted_at is null group by 1, 2, 3;
      return null;
    end $$;
    create trigger tickets_added after insert on tickets referencing new table as changed
      for each statement execute function tally_tickets('1');
    create trigger tickets_erased after delete on tickets referencing old table as changed
      for each statement execute function tally_tickets('-1');

    create function tally_ticket_change() returns trigger language plpgsql as $$
    begin
      if old.merged_into_id is null and old.deleted_at is null then
        insert into ticket_tallies (week, department_id, status_id, tickets)
        values (week_of(old.last_reply_at), old.department_id, old.status_id, -1);
      end if;
      if new.merged_into_id is null and new.deleted_at is null then
        insert into ticket_tallies (week, department_id, status_id, tickets)
        values (week_of(new.last_reply_at), new.department_id, new.status_id, 1);
      end if;
      return null;
    end $$;
    create trigger tickets_changed
      after update of department_id, status_id, last_reply_at, merged_into_id, deleted_at on tickets for each row
      when (old.department_id <> new.department_id or old.status_id <> new.status_id
        or week_of(old.last_reply_at) <> week_of(new.last_reply_at)
        or (old.merged_into_id is null and old.deleted_at is null)
           <> (new.merged_into_id is null and new.deleted_at is null))
      execute function tally_ticket_change();

    create function forget_tallies() returns trigger language plpgsql as
      'begin delete from ticket_tallies; return null; end';
    create trigger tickets_emptied after truncate on tickets for each statement execute function forget_tallies();
  `);
}

/** Leaves the extension, which others in this database may use. */
export async function down(db: Knex): Promise<void> {
  await db.raw(`
    drop trigger tickets_added on tickets;
    drop trigger tickets_erased on tickets;
    drop trigger tickets_changed on tickets;
    drop trigger tickets_emptied on tickets;
    drop function tally_tickets, tally_ticket_change, forget_tallies;
    drop table ticket_tallies;
    drop function week_of;
    drop index clients_search, tickets_subject, tickets_living, tickets_created, tickets_last_reply, tickets_assignee, tickets_user,
      tickets_client, tickets_department, tickets_status;
    create index tickets_status_department on tickets (status_id, department_id);
    create index tickets_department on tickets (department_id, last_reply_at);
    create index tickets_last_reply on tickets (last_reply_at, id);
    create index tickets_client on tickets (client_id) where client_id is not null;
    create index tickets_user on tickets (user_id) where user_id is not null;
    create index tickets_assignee on tickets (assignee_id) where assignee_id is not null;
    create index tickets_created on tickets (created_at, id);
  `);
}
