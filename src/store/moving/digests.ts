import { HERE, PARTS, THERE, UNKNOWN_PARTS } from './digest-sql';
import type { MovingDb, Place } from './place';
import { runWords } from './stage';

/** SQL for a part as both sides would have it if nothing differed. */
const thereOf = (part: string): string => `coalesce(t.${part}, '')`;
const hereOf = (part: string): string =>
  UNKNOWN_PARTS.has(part)
    ? `case when t.${part} is not null then coalesce(h.${part}, '') else '' end`
    : `coalesce(h.${part}, '')`;

const rowOf = (write: (part: string) => string): string => `md5(row(${PARTS.map(write).join(', ')})::text)::uuid`;

/** Notes which tickets to compare: those that the source has and that are here. */
export async function beginDigests(db: MovingDb, place: Place): Promise<void> {
  await runWords(db, place, [
    'drop table if exists {stage}.compared, {stage}.tickets_there, {stage}.tickets_here',
    `create table {stage}.compared as
     select s.source_id, x.id from {stage.ticket} s cross join lateral (select {id.ticket:s.source_id} as id) x
     where x.id is not null`,
    'analyze {stage}.compared',
  ]);
}

/** The old desk and this one. */
export const SIDES = ['there', 'here'] as const;

/** Describes the tickets of one side. Both can be described at the same time, on two connections. */
export async function describeTickets(db: MovingDb, place: Place, side: (typeof SIDES)[number]): Promise<void> {
  const tickets = side === 'there' ? THERE : HERE;
  await runWords(db, place, [`create table {stage}.tickets_${side} as ${tickets}`]);
}

/**
 * Compares every ticket that the run has read with ours, part by part, and keeps a digest of both sides. They are equal
 * exactly if every part is, of what the source knows.
 *
 * What carrying itself completes counts as what the source says: a department for tickets whose own is gone, the status of
 * that title, and the conversation of merged tickets at the ticket that has it now.
 */
export async function writeDigests(db: MovingDb, place: Place): Promise<void> {
  await db.query('delete from import_digests where run_id = $1', [place.runId]);
  const differing = PARTS.map((part) => `case when ${thereOf(part)} <> ${hereOf(part)} then '${part}' end`);
  await runWords(db, place, [
    `insert into import_digests (run_id, source_id, number, ticket_id, there, here, differs)
     select ${place.runId}, t.source_id, coalesce(t.number, ''), t.id, ${rowOf(thereOf)},
       case when h.source_id is not null then ${rowOf(hereOf)} end,
       case when h.source_id is null then '{ticket}' else array_remove(array[${differing.join(', ')}], null) end
     from {stage}.tickets_there t left join {stage}.tickets_here h on h.source_id = t.source_id`,
  ]);
}

/** How a ticket compares. */
interface TicketDigest {
  sourceId: string;
  number: string;
  /** Our id; null if it is not here. */
  id: number | null;
  there: string;
  here: string | null;
  /** The parts that are not the same. */
  differs: string[];
}

/** Lists digests of a run in the order of the source's ids as texts, some at a time. */
export const listDigests = (db: MovingDb, runId: number, after: string, most: number): Promise<TicketDigest[]> =>
  db.query(
    `select source_id as "sourceId", number, ticket_id as id, there, here, differs from import_digests
     where run_id = $1 and source_id > $2 order by source_id limit $3`,
    [runId, after, most],
  );

/** Counts the tickets of a run that are the same on both sides, and those that are not. */
export async function countDigests(db: MovingDb, runId: number): Promise<{ equal: number; different: number }> {
  const [row] = await db.query<{ equal: number; different: number }>(
    `select count(*) filter (where there = here)::int as equal,
       count(*) filter (where there is distinct from here)::int as different
     from import_digests where run_id = $1`,
    [runId],
  );
  return row ?? { equal: 0, different: 0 };
}
