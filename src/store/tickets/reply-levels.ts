import type { Db } from '../../database/pool';

/** Lists how deeply some replies of a ticket are nested: 0 for a reply that answers no other. */
export const listReplyLevels = (db: Db, ticketId: number, ids: number[]): Promise<{ id: number; level: number }[]> =>
  db.query(
    `with recursive nested as (
       select id, 0 as level from messages where ticket_id = $1 and parent_id is null
       union all
       select m.id, nested.level + 1 from messages m join nested on m.parent_id = nested.id)
     select id, level from nested where id = any($2::int[])`,
    [ticketId, ids],
  );
