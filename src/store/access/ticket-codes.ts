import type { Db } from '../../database/pool';

/** A ticket that somebody may want to see, and what they must know. */
interface TicketCode {
  number: string;
  code: string;
  /** For a merged ticket, the one that it was merged into. */
  ticketId: number;
  /** Whether that one is deleted. */
  isDeleted: boolean;
}

const AT = `select number, access_code, coalesce(merged_into_id, id) as id from tickets`;

/**
 * Finds the ticket with a number, or else the next one in the order of numbers: the database then reads an index entry,
 * two rows and as much of the disk for a number that does not exist as for one that does, so that the time tells nothing.
 * The caller must compare the number. The links of a merged ticket lead to the survivor.
 *
 * @returns undefined if there are no tickets
 */
export async function findTicketCode(db: Db, number: string): Promise<TicketCode | undefined> {
  const [row] = await db.query<TicketCode>(
    `select t.number, t.access_code as code, s.id as "ticketId", s.deleted_at is not null as "isDeleted"
     from (select * from ((${AT} where number >= $1 order by number limit 1) union all
                          (${AT} order by number limit 1)) as both_ends limit 1) as t
     join tickets s on s.id = t.id`,
    [number],
  );
  return row;
}
