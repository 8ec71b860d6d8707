import type { Db } from '../database/pool';
import type { Named, Names } from './desk';

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
