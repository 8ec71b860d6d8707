import type { Db } from '../../database/pool';
import { tryLockUntilCommit } from '../locks';

/**
 * Marks the next tickets that were indexed before searches ignored accents, the newest first, so that they are indexed again.
 * Tickets in ASCII are in the index as they should be.
 *
 * Until a ticket's turn comes, it is found by its words as they are written. Marking all of them at once would have each search
 * read the texts of all of them.
 *
 * @param most how many tickets to look at
 * @returns how many it looked at, 0 once all are done; undefined if another process is at it
 */
export async function markOutdated(db: Pick<Db, 'query'>, most: number): Promise<number | undefined> {
  if (!(await tryLockUntilCommit(db, 'search index'))) return undefined;
  const [looked] = await db.query<{ tickets: number }>(
    `with lot as materialized (
       select id, merged_into_id, requester_name || requester_email as requester from tickets
       where id < (select before_id from search_rebuild) order by id desc limit $1),
     outdated as materialized (
       select id from lot where merged_into_id is null and (octet_length(requester) <> length(requester)
         or exists (select from texts_of_ticket(id) where octet_length(content) <> length(content)))),
     marked as (insert into search_marks select id, null, true from outdated),
     -- Or only new words would be added to those of a ticket with a megabyte of texts.
     removed as (delete from ticket_words where ticket_id in (select id from outdated)),
     gone_on as (update search_rebuild set before_id = (select min(id) from lot) where exists (select from lot)),
     done as (delete from search_rebuild where not exists (select from lot))
     select count(*) as tickets from lot`,
    [most],
  );
  return looked?.tickets;
}
