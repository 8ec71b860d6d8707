import type { Knex } from 'knex';

/** What maintained both tables before marks did. A later migration takes it away, and brings it back when undone. */
export const searchTriggers = `
  -- Indexes a ticket's texts again as they are now. If they exceed a megabyte, this only adds the new words: finding
  -- out which old ones are gone would take too long.
  create function search_ticket_again(ticket int, new_text text default '') returns void language plpgsql as $$
  begin
    -- In a statement of its own, so that the next sees what others have written meanwhile.
    perform from tickets where id = ticket and merged_into_id is null for no key update;
    if not found then
      return;
    end if;
    insert into ticket_subjects (ticket_id, last_reply_at, is_deleted, subject)
    select id, last_reply_at, deleted_at is not null, lower(subject) from tickets where id = ticket
    on conflict (ticket_id) do update set last_reply_at = excluded.last_reply_at, is_deleted = excluded.is_deleted,
      subject = excluded.subject;
    if (select sum(octet_length(content)) from texts_of_ticket(ticket)) > 1000000 then
      update ticket_words w set words = join_words(w.words, words_in(new_text)), last_reply_at = t.last_reply_at,
        is_deleted = t.deleted_at is not null
      from tickets t where t.id = ticket and w.ticket_id = ticket;
      if found then
        return;
      end if;
    end if;
    insert into ticket_words (ticket_id, last_reply_at, is_deleted, words)
    select id, last_reply_at, deleted_at is not null, words_of_ticket(id) from tickets where id = ticket
    on conflict (ticket_id) do update set last_reply_at = excluded.last_reply_at, is_deleted = excluded.is_deleted,
      words = excluded.words;
  end $$;

  -- New messages, including a ticket's first, add their words.
  create function search_new_messages() returns trigger language plpgsql as $$
  declare
    a record;
  begin
    for a in select ticket_id, words_together(words_in(body) order by id) as words from added
      where not is_draft group by ticket_id
    loop
      insert into ticket_words as w (ticket_id, last_reply_at, is_deleted, words)
      select id, last_reply_at, deleted_at is not null, join_words(words_in(number || ' ' || subject), a.words)
      from tickets where id = a.ticket_id and merged_into_id is null
      on conflict (ticket_id) do update set words = join_words(w.words, excluded.words);
    end loop;
    return null;
  end $$;
  create trigger messages_to_search after insert on messages referencing new table as added
    for each statement execute function search_new_messages();

  create function search_changed_message() returns trigger language plpgsql as $$
  begin
    perform search_ticket_again(new.ticket_id, case when new.is_draft then '' else new.body end);
    return null;
  end $$;
  create trigger messages_to_search_again after update of body, is_draft on messages for each row
    when (old.body <> new.body or old.is_draft <> new.is_draft) execute function search_changed_message();

  create function search_without_messages() returns trigger language plpgsql as $$
  begin
    perform search_ticket_again(ticket_id)
    from (select distinct ticket_id from removed where not is_draft order by ticket_id) as tickets_of_them;
    return null;
  end $$;
  create trigger messages_not_to_search after delete on messages referencing old table as removed
    for each statement execute function search_without_messages();

  -- Deferred to the end of the transaction, when the ticket has its first message.
  create function search_new_ticket() returns trigger language plpgsql as $$
  declare
    living int := (select coalesce(merged_into_id, id) from tickets where id = new.id);
  begin
    if living <> new.id or not exists (select from ticket_words where ticket_id = new.id) then
      perform search_ticket_again(living);
    else
      insert into ticket_subjects (ticket_id, last_reply_at, is_deleted, subject)
      select id, last_reply_at, deleted_at is not null, lower(subject) from tickets where id = new.id
      on conflict do nothing;
    end if;
    return null;
  end $$;
  create constraint trigger tickets_to_search after insert on tickets deferrable initially deferred
    for each row execute function search_new_ticket();

  -- Messages change tickets only when their ticket is merged into another: its words move along, and so do the words
  -- of tickets merged into it before.
  create function search_changed_ticket() returns trigger language plpgsql as $$
  begin
    if old.merged_into_id is null and new.merged_into_id is not null then
      delete from ticket_subjects where ticket_id = new.id;
      -- All that become part of one ticket at once, with the first of them.
      if exists (select from ticket_words where ticket_id = new.id) then
        with gone as (
          delete from ticket_words
          where ticket_id in (select id from tickets where merged_into_id = new.merged_into_id) returning ticket_id, words)
        update ticket_words set words = join_words(words, (select words_together(words order by ticket_id) from gone))
        where ticket_id = new.merged_into_id;
      end if;
    elsif old.merged_into_id is distinct from new.merged_into_id then
      if exists (select from tickets where id = old.merged_into_id and merged_into_id is null) then
        perform search_ticket_again(id) from unnest(array[new.id, old.merged_into_id, new.merged_into_id]) as id;
      end if;
    elsif old.number <> new.number or old.subject <> new.subject then
      perform search_ticket_again(coalesce(new.merged_into_id, new.id), new.number || ' ' || new.subject);
    else
      update ticket_subjects set last_reply_at = new.last_reply_at, is_deleted = new.deleted_at is not null
      where ticket_id = new.id;
      update ticket_words set last_reply_at = new.last_reply_at, is_deleted = new.deleted_at is not null
      where ticket_id = new.id;
    end if;
    return null;
  end $$;
  create trigger tickets_to_search_again
    after update of number, subject, last_reply_at, merged_into_id, deleted_at on tickets for each row
    when (old.merged_into_id is distinct from new.merged_into_id or old.number <> new.number
      or old.subject <> new.subject or old.last_reply_at <> new.last_reply_at
      or (old.deleted_at is null) <> (new.deleted_at is null))
    execute function search_changed_ticket();

  create function search_without_merged_ticket() returns trigger language plpgsql as
    'begin perform search_ticket_again(old.merged_into_id); return null; end';
  create trigger tickets_not_to_search after delete on tickets for each row when (old.merged_into_id is not null)
    execute function search_without_merged_ticket();
`;

export const dropSearchTriggers = `
  drop trigger tickets_to_search on tickets;
  drop trigger tickets_to_search_again on tickets;
  drop trigger tickets_not_to_search on tickets;
  drop trigger messages_to_search on messages;
  drop trigger messages_to_search_again on messages;
  drop trigger messages_not_to_search on messages;
  drop function search_new_messages, search_changed_message, search_without_messages, search_new_ticket,
    search_changed_ticket, search_without_merged_ticket, search_ticket_again;
`;

/** A later migration replaces it, and brings it back when undone. */
export const wordsIn = `
  -- The words of a text, and every two words joined by a hyphen: the parser reads ERR-1002 as ERR and minus 1002.
  -- Together they stay below the megabyte that a tsvector may have.
  create or replace function words_in(text) returns tsvector language plpgsql immutable parallel safe as $$
  declare
    content text := left($1, 100000);
    chain text;
    part text;
    previous text;
    pairs text[] := '{}';
  begin
    for chain in select joined[1] from regexp_matches(content, '([[:alnum:]]+(-[[:alnum:]]+)+)', 'g') as joined
    loop
      previous := null;
      foreach part in array string_to_array(chain, '-') loop
        if length(previous || part) < 255 and previous || part ~ '^[0-9A-Za-z]+$' then
          pairs := pairs || lower((previous || '-' || part) collate "C");
        end if;
        previous := part;
      end loop;
    end loop;
    return strip(to_tsvector('simple', plain_words(content))) || array_to_tsvector(pairs);
  end $$;
`;

/**
 * Puts what is searched into two narrow tables. A search reads every match to count them, and few rows of tickets and
 * messages fit on a page. Triggers maintain both tables in the writer's own transaction.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- First, because it locks both tables: writers wait until the migration is done, so none of their rows is missed.
    drop index if exists tickets_subject, tickets_search, messages_search, tickets_living, tickets_dead;

    -- These functions are PL/pgSQL because it plans once per connection, not once per call.

    ${wordsIn}

    -- A tsvector holds at most a megabyte, and each reply rewrites its ticket's whole one. Words beyond half a megabyte
    -- are left out of the search, unless they are in the first text.
    create function join_words(tsvector, tsvector) returns tsvector language plpgsql immutable parallel safe as $$
    declare
      room int := case when pg_column_size($1) < 200000 then 1000000 else 500000 end;
    begin
      return case when pg_column_size($1) + pg_column_size($2) > room then $1 else $1 || $2 end;
    end $$;
    create aggregate words_together(tsvector) (sfunc = join_words, stype = tsvector, initcond = '');

    -- A ticket's number and subject, those of the tickets merged into it, and its messages, in order.
    create function texts_of_ticket(int) returns table (place int, content text) language sql stable as $$
      select 0, number || ' ' || subject from tickets where id = $1
      union all select 0, number || ' ' || subject from tickets where merged_into_id = $1
      union all select id, body from messages where ticket_id = $1 and not is_draft $$;
    -- In lots of 50, because each join copies everything joined so far.
    create function words_of_ticket(int) returns tsvector language plpgsql stable as $$
    begin
      return (
        select words_together(words order by lot) from (
          select lot, words_together(words_in(content) order by place) as words
          from (select place, content, row_number() over (order by place) / 50 as lot from texts_of_ticket($1)) as texts
          group by lot) as lots);
    end $$;

    -- The phrases in a search, each as a search of its own; and the search with each phrase replaced by a word, which
    -- is its position among them.
    create function phrases_in(tsquery) returns text[] language plpgsql immutable parallel safe as $$
    begin
      return array(
        select match[1] from regexp_matches($1::text, $re$('([^']|'')*'( <(-|[0-9]+)> '([^']|'')*')+)$re$, 'g') as match
        order by length(match[1]) desc);
    end $$;
    create function with_phrases_as_words(tsquery) returns tsquery language plpgsql immutable parallel safe as $$
    declare
      phrases text[] := phrases_in($1);
      asked text := $1;
    begin
      for i in 1 .. cardinality(phrases) loop
        asked := replace(asked, phrases[i], quote_literal('<' || i || '>'));
      end loop;
      return asked;
    end $$;

    create table ticket_subjects (
      last_reply_at timestamptz not null,
      ticket_id int primary key references tickets on delete cascade,
      is_deleted boolean not null,
      -- In lower case.
      subject text not null
    );

    create table ticket_words (
      last_reply_at timestamptz not null,
      ticket_id int primary key references tickets on delete cascade,
      is_deleted boolean not null,
      words tsvector not null,
      -- PostgreSQL moves the words out of line only from rows over 2 KB, which this column makes them. Compressed it
      -- takes 35 bytes. It is not part of backups, and is generated again when the words change.
      padding text generated always as (case when words is not null then repeat(' ', 2048) end) stored
    ) with (toast_tuple_target = 128, autovacuum_vacuum_scale_factor = 0.1);
    alter table ticket_words alter words set storage external;

    insert into ticket_subjects (ticket_id, last_reply_at, is_deleted, subject)
    select id, last_reply_at, deleted_at is not null, lower(subject) from tickets where merged_into_id is null order by id;
    insert into ticket_words (ticket_id, last_reply_at, is_deleted, words)
    select id, last_reply_at, deleted_at is not null, words_of_ticket(id) from tickets where merged_into_id is null order by id;
    create index ticket_subjects_parts on ticket_subjects using gin (subject gin_trgm_ops);
    create index ticket_words_words on ticket_words using gin (words);

    ${searchTriggers}
  `);
}

export async function down(db: Knex): Promise<void> {
  await db.raw(`
    ${dropSearchTriggers}
    drop table ticket_subjects, ticket_words;
    drop function with_phrases_as_words, phrases_in, words_of_ticket, texts_of_ticket;
    drop aggregate words_together(tsvector);
    drop function join_words, words_in;
    create index tickets_subject on tickets using gin (lower(subject) gin_trgm_ops);
    create index tickets_search on tickets
      using gin (to_tsvector('simple', plain_words(number || ' ' || left(subject, 100000))));
    create index messages_search on messages using gin (to_tsvector('simple', plain_words(left(body, 100000))));
    create index tickets_living on tickets (id) include (last_reply_at)
      where merged_into_id is null and deleted_at is null;
    create index tickets_dead on tickets (id) where merged_into_id is not null or deleted_at is not null;
  `);
}
