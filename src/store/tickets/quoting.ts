import type { Db } from '../../database/pool';

/** Lists what a mail about a ticket might quote, the oldest first. Notes are not among it. */
export const listQuotable = (db: Db, ticketId: number): Promise<{ kind: 'message' | 'draft'; id: number }[]> =>
  db.query(
    `select case when is_draft then 'draft' else 'message' end as kind, id from messages where ticket_id = $1
     order by is_first desc, created_at, id`,
    [ticketId],
  );
