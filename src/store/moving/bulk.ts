import { dropLoadIndexes } from '../seed/load-indexes';
import { type MovingDb, type Place, schemaOf, stageTable } from './place';

/** Whether a desk has tickets. */
export async function hasTickets(db: MovingDb): Promise<boolean> {
  const [row] = await db.query<{ some: boolean }>('select exists (select from tickets) as some');
  return row?.some ?? true;
}

/** How many tickets are staged. */
export async function countStagedTickets(db: MovingDb, place: Place): Promise<number> {
  const [row] = await db.query<{ count: number }>(`select count(*)::int as count from ${stageTable(place, 'ticket')}`);
  return row?.count ?? 0;
}

/** Drops the indexes that slow a run down, and remembers with the run how to create them again. */
export async function dropIndexes(db: MovingDb, { runId }: Place): Promise<string[]> {
  const statements = await dropLoadIndexes(db);
  await db.query(`update import_runs set memory = memory || jsonb_build_object('indexes', $2::jsonb) where id = $1`, [
    runId,
    JSON.stringify(statements),
  ]);
  return statements;
}

/** Lists how to create the indexes that a run has dropped. */
export async function listDropped(db: MovingDb, { runId }: Place): Promise<string[]> {
  const [run] = await db.query<{ indexes: string[] | null }>(
    `select memory->'indexes' as indexes from import_runs where id = $1`,
    [runId],
  );
  return run?.indexes ?? [];
}

/** Removes an index from the list. Others may do so for other indexes at the same time. */
export async function forgetDropped(db: MovingDb, { runId }: Place, statement: string): Promise<void> {
  await db.query(
    `update import_runs set memory = jsonb_set(memory, '{indexes}', (memory->'indexes') - $2::text) where id = $1`,
    [runId, statement],
  );
}

/** Keeps servers from indexing for searches until the transaction ends. */
export async function holdSearchIndex(db: MovingDb): Promise<void> {
  // Without parameters, so that no snapshot is kept: see tryLockLoad.
  await db.query(`select pg_advisory_xact_lock(hashtextextended('search index', 0))`);
}

/**
 * Lists the marks of tickets that were carried, so that exactly these can be removed after indexing.
 *
 * @returns the ids of the tickets, in lots of so many
 */
export async function listMarked(
  db: MovingDb,
  place: Place,
  most: number,
): Promise<{ from: number; to: number; count: number }[]> {
  const marks = `${schemaOf(place)}.marks`;
  await db.query(`drop table if exists ${marks}`);
  await db.query(
    `create table ${marks} as
     select m.ctid as place, m.ticket_id from search_marks m
     where m.ticket_id in (
       select target_id from import_records where import_id = ${place.importId} and kind = 'ticket')`,
  );
  await db.query(`create index on ${marks} (ticket_id)`);
  await db.query(`analyze ${marks}`);
  return db.query(
    `select min(id) as from, max(id) as to, count(*)::int as count
     from (select id, (row_number() over (order by id) - 1) / ${most} as lot
       from (select distinct ticket_id as id from ${marks}) tickets) lots
     group by lot order by lot`,
  );
}

/** Indexes carried tickets for searches, as a server would. */
export async function indexTickets(
  db: MovingDb,
  place: Place,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const ours = `id between ${from} and ${to} and merged_into_id is null
    and id in (select ticket_id from ${schemaOf(place)}.marks where ticket_id between ${from} and ${to})`;
  await db.query(
    `-- A trigger puts the subject in lower case and leaves out its accents.
     insert into ticket_subjects (last_reply_at, ticket_id, is_deleted, subject)
     select last_reply_at, id, deleted_at is not null, subject from tickets where ${ours} order by id
     on conflict (ticket_id) do update
     set last_reply_at = excluded.last_reply_at, is_deleted = excluded.is_deleted, subject = excluded.subject`,
  );
  // Nearly all tickets are so short that no limit of words_of_ticket is reached, and their texts are cut together.
  await db.query(
    `insert into ticket_words (last_reply_at, ticket_id, is_deleted, words)
     select last_reply_at, id, deleted_at is not null, coalesce(words_in_plain(short.plain), words_of_ticket(id))
     from tickets cross join lateral (
       select case when count(*) < 50 and sum(octet_length(content)) <= 50000
         then string_agg(plain_words(content), e'\\n<a>') end as plain
       from (select content from texts_of_ticket(tickets.id) limit 50) texts) short
     where ${ours} order by id
     on conflict (ticket_id) do update
     set last_reply_at = excluded.last_reply_at, is_deleted = excluded.is_deleted, words = excluded.words`,
  );
}

/** Removes the marks that {@link listMarked} listed. */
export async function forgetMarked(db: MovingDb, place: Place): Promise<void> {
  await db.query(
    `delete from search_marks m using ${schemaOf(place)}.marks done where m.ctid = done.place and m.ticket_id = done.ticket_id`,
  );
}
