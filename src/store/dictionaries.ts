import type { Db } from '../database/pool';
import type { Named, Status } from './desk';
import type { Names } from './ticket-facts';

/** A status as the HelpDeskEddy API calls it: by its slug, or by its id where it has none. */
export interface PublicStatus extends Status {
  publicId: string;
  names: Names;
}

/** All of them in their order. */
export const listPublicStatuses = (db: Db): Promise<PublicStatus[]> =>
  db.query(
    `select id, title, is_closed as "isClosed", coalesce(slug, id::text) as "publicId", names
     from statuses order by sort_order, id`,
  );

/** A priority as the HelpDeskEddy API numbers it. */
export interface PublicPriority extends Named {
  publicId: number;
  names: Names;
}

/** All of them, in the order of those numbers. */
export const listPublicPriorities = (db: Db): Promise<PublicPriority[]> =>
  db.query(
    'select id, name, coalesce(public_id, id) as "publicId", names from priorities order by coalesce(public_id, id), id',
  );

export interface TicketType extends Named {
  names: Names;
}

/** All of them in their order; the one without type has the id 0. */
export const listTicketTypes = (db: Db): Promise<TicketType[]> =>
  db.query('select id, name, names from ticket_types order by sort_order, id');

/** The status of new tickets: Open, or the first where an operator renamed it. */
export async function findFirstStatus(db: Db): Promise<{ id: number } | undefined> {
  const [row] = await db.query<{ id: number }>(
    `select id from statuses order by lower(title) = 'open' desc, sort_order, id limit 1`,
  );
  return row;
}
