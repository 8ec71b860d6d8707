import type { Knex } from 'knex';
import { dropSearchTriggers, searchTriggers } from './20261127000100_ticket_search';

/** A later migration replaces it, and brings it back when undone. */
export const wordsOfMarked = `
  -- The rows of ticket_words that marked tickets should have. If a ticket's texts exceed a megabyte, this only adds
  -- the new words: finding out which old ones are gone would take too long. PL/pgSQL, so that a search computes them once.
  create or replace function words_of_marked(int[]) returns table (last_reply_at timestamptz, ticket_id int, is_deleted boolean,
    words tsvector) language plpgsql stable as $$
  #variable_conflict use_column
  begin
    return query
      select t.last_reply_at, t.id, t.deleted_at is not null, case
        when w.ticket_id is null then words_of_ticket(t.id)
        when not marked.again then join_words(w.words, words_of_messages(marked.messages))
        when (select sum(octet_length(content)) > 1000000 from texts_of_ticket(t.id)) then
          join_words(join_words(w.words, words_of_messages(marked.messages)), (
            select words_together(words_in(number || ' ' || subject)) from tickets where t.id in (id, merged_into_id)))
        else words_of_ticket(t.id) end
      from (
        select m.ticket_id, bool_or(m.again) as again, array_agg(m.message_id) as messages from search_marks m
        where m.ticket_id = any($1) group by m.ticket_id) as marked
      join tickets t on t.id = marked.ticket_id and t.merged_into_id is null
      left join ticket_words w on w.ticket_id = t.id;
  end $$;
`;

/**
 * Takes indexing for searches out of the writers' transactions: half of what PostgreSQL did for a new ticket was that.
 * A writer only marks its ticket. The server indexes marked tickets in batches, and until then a search reads their
 * texts themselves (src/store/search/search-index.ts).
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    lock table tickets, messages in share row exclusive mode;
    ${dropSearchTriggers}
    -- A foreign key would make indexing wait for writers. A mark removes the rows of tickets that are gone.
    alter table ticket_subjects drop constraint ticket_subjects_ticket_id_fkey;
    alter table ticket_words drop constraint ticket_words_ticket_id_fkey;

    -- Tickets whose rows in ticket_subjects and ticket_words are out of date, once for each change. A writer adds a row
    -- and never touches existing ones, so that writers don't wait for each other.
    create table search_marks (
      ticket_id int not null,
      -- The message that is new or has changed. Null for a change to the ticket itself.
      message_id int,
      -- Whether words may be gone. If not, the message's are added to those that the ticket had.
      again boolean not null
    ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

    create function mark_new_tickets() returns trigger language plpgsql as $$
    begin
      insert into search_marks select coalesce(merged_into_id, id), null, true from added;
      return null;
    end $$;
    create trigger tickets_to_search after insert on tickets referencing new table as added
      for each statement execute function mark_new_tickets();

    create function mark_changed_ticket() returns trigger language plpgsql as $$
    begin
      if old.merged_into_id is distinct from new.merged_into_id then
        insert into search_marks select id, null, true
        from unnest(array[new.id, old.merged_into_id, new.merged_into_id]) as id where id is not null;
      else
        insert into search_marks
        values (coalesce(new.merged_into_id, new.id), null, old.number <> new.number or old.subject <> new.subject);
      end if;
      return null;
    end $$;
    create trigger tickets_to_search_again
      after update of number, subject, last_reply_at, merged_into_id, deleted_at on tickets for each row
      when (old.merged_into_id is distinct from new.merged_into_id or old.number <> new.number
        or old.subject <> new.subject or old.last_reply_at <> new.last_reply_at
        or (old.deleted_at is null) <> (new.deleted_at is null))
      execute function mark_changed_ticket();

    create function mark_erased_ticket() returns trigger language plpgsql as
      'begin insert into search_marks values (coalesce(old.merged_into_id, old.id), null, true); return null; end';
    create trigger tickets_not_to_search after delete on tickets for each row execute function mark_erased_ticket();

    create function forget_search() returns trigger language plpgsql as
      'begin truncate search_marks, ticket_subjects, ticket_words; return null; end';
    create trigger tickets_none_to_search after truncate on tickets for each statement execute function forget_search();

    -- A ticket's first message comes with the ticket, which is marked already.
    create function mark_message() returns trigger language plpgsql as
      'begin insert into search_marks values (new.ticket_id, new.id, tg_op = ''UPDATE''); return null; end';
    create trigger messages_to_search after insert on messages for each row
      when (not new.is_first and not new.is_draft) execute function mark_message();
    create trigger messages_to_search_again after update of body, is_draft, ticket_id on messages for each row
      when (old.body <> new.body or old.is_draft <> new.is_draft or old.ticket_id <> new.ticket_id)
      execute function mark_message();

    create function mark_without_messages() returns trigger language plpgsql as $$
    begin
      insert into search_marks select distinct ticket_id, null::int, true from removed where not is_draft;
      return null;
    end $$;
    create trigger messages_not_to_search after delete on messages referencing old table as removed
      for each statement execute function mark_without_messages();

    ${wordsOfMarked}
    create function words_of_messages(int[]) returns tsvector language sql stable as
      $$ select words_together(words_in(body) order by id) from messages where id = any($1) and not is_draft $$;
  `);
}

/** Indexes what is marked, because the triggers would not. */
export async function down(db: Knex): Promise<void> {
  await db.raw(`
    lock table tickets, messages in share row exclusive mode;
    drop trigger tickets_to_search on tickets;
    drop trigger tickets_to_search_again on tickets;
    drop trigger tickets_not_to_search on tickets;
    drop trigger tickets_none_to_search on tickets;
    drop trigger messages_to_search on messages;
    drop trigger messages_to_search_again on messages;
    drop trigger messages_not_to_search on messages;
    drop function mark_new_tickets, mark_changed_ticket, mark_erased_ticket, forget_search, mark_message,
      mark_without_messages, words_of_marked, words_of_messages;
    delete from ticket_subjects where ticket_id in (select ticket_id from search_marks);
    delete from ticket_words where ticket_id in (select ticket_id from search_marks);
    alter table ticket_subjects add constraint ticket_subjects_ticket_id_fkey
      foreign key (ticket_id) references tickets on delete cascade;
    alter table ticket_words add constraint ticket_words_ticket_id_fkey
      foreign key (ticket_id) references tickets on delete cascade;
    ${searchTriggers}
    select search_ticket_again(ticket_id) from (select distinct ticket_id from search_marks) as marked;
    drop table search_marks;
  `);
}
