import type { Db } from '../../database/pool';
import { type Condition, searchable } from '../conditions';
import { tryLockUntilCommit } from '../locks';

/**
 * The tables in which searches look: one row per ticket, with its subject or its words.
 *
 * Writers don't maintain them. Cutting texts into words and updating two GIN indexes was half of what PostgreSQL did for
 * a new ticket, and in batches it costs a fraction. So a writer only leaves a mark (`search_marks`, by triggers), and the
 * server indexes marked tickets about once a second. A search takes the texts of tickets that are marked in its snapshot
 * from the tickets themselves, so it always finds what was written a moment ago, and counts exactly.
 */
export type SearchTable = 'ticket_subjects' | 'ticket_words';

/** What the rows of marked tickets should be, for the ids in `?`. */
const FRESH: Record<SearchTable, string> = {
  ticket_subjects: `select last_reply_at, id as ticket_id, deleted_at is not null as is_deleted,
    ${searchable('subject')} as subject,
    case when client_id is null then ${searchable("requester_name || ' ' || requester_email")} else '' end as requester
    from tickets where id = any(?::int[]) and merged_into_id is null`,
  ticket_words: 'select last_reply_at, ticket_id, is_deleted, words from words_of_marked(?::int[])',
};

/** Finds the tickets that are marked. Call it in the transaction of the search, which must see one state of the desk. */
export async function findMarked(db: Db): Promise<number[]> {
  const rows = await db.query<{ id: number }>('select distinct ticket_id as id from search_marks');
  return rows.map(({ id }) => id);
}

/** SQL for a table in which every row is as it should be, to be read as `from ... x`. */
export const upToDate = (table: SearchTable, marked: number[]): Condition =>
  marked.length === 0
    ? [table]
    : [
        `(select last_reply_at, ticket_id, is_deleted, ${table === 'ticket_words' ? 'words' : 'subject, requester'} from ${table}
          where ticket_id <> all(?::int[]) union all ${FRESH[table]})`,
        marked,
      ];

/** Few enough for a batch to take a fraction of a second, and enough for its cost per ticket to be at its lowest. */
export const BATCH = 250;

/**
 * Indexes the tickets of some marks. If another process is doing so, this does nothing.
 *
 * @returns whether there were as many marks as a batch takes. Don't go on after a smaller batch: while tickets arrive, a
 *   few are always marked, and a batch of a few costs most for each
 */
export async function indexMarked(db: Pick<Db, 'query'>, most = BATCH): Promise<boolean> {
  if (!(await tryLockUntilCommit(db, 'search index'))) return false;
  // The marks and the texts are of one snapshot. A change that commits later leaves its mark for the next time.
  const [taken] = await db.query<{ marks: number }>(
    `with marked as materialized (
       select array_agg(distinct ticket_id) as ids, count(*) as marks
       from (select ticket_id from search_marks limit $1) as first),
     -- "is true" keeps this from becoming a join: with the statistics of a time when there were few marks, PostgreSQL would
     -- compare each mark with each id.
     gone as (delete from search_marks where (ticket_id in (select unnest(ids) from marked)) is true),
     subjects as (${freshOfMarked('ticket_subjects')}),
     words as (${freshOfMarked('ticket_words')}),
     indexed_subjects as (
       insert into ticket_subjects (last_reply_at, ticket_id, is_deleted, subject, requester) select * from subjects
       on conflict (ticket_id) do update
       set last_reply_at = excluded.last_reply_at, is_deleted = excluded.is_deleted, subject = excluded.subject,
         requester = excluded.requester),
     indexed_words as (
       insert into ticket_words (last_reply_at, ticket_id, is_deleted, words) select * from words
       on conflict (ticket_id) do update
       set last_reply_at = excluded.last_reply_at, is_deleted = excluded.is_deleted, words = excluded.words),
     vanished as materialized (select unnest(ids) as id from marked except select ticket_id from subjects),
     gone_subjects as (delete from ticket_subjects where ticket_id in (select id from vanished)),
     gone_words as (delete from ticket_words where ticket_id in (select id from vanished))
     select marks from marked`,
    [most],
  );
  return taken?.marks === most;
}

const freshOfMarked = (table: SearchTable): string => FRESH[table].replace('?', '(select ids from marked)');
