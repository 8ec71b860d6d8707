import type { Db } from '../../database/pool';
import type { Named, Names } from '../desk/named';

interface TicketType extends Named {
  names: Names;
  sortOrder: number;
}

/** Lists all ticket types in their order. Id 0 is the type of tickets without one. */
export const listTicketTypes = (db: Db): Promise<TicketType[]> =>
  db.query('select id, name, names, sort_order as "sortOrder" from ticket_types order by sort_order, id');

/** Whether any ticket has a type, including deleted and merged ones. */
export async function isTicketTypeUsed(db: Db, id: number): Promise<boolean> {
  return (await db.query('select 1 from tickets where type_id = $1 limit 1', [id])).length > 0;
}
