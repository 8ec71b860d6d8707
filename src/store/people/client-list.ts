import type { Db } from '../../database/pool';
import { type Condition, escapeLike, searchable } from '../conditions';
import { type Listed, listPage, type Page } from '../pages';

/** A client in a list. */
export interface ListedClient {
  id: number;
  firstName: string;
  lastName: string;
  company: string;
  email: string;
  /** `2027-01-31` */
  createdOn: string;
  /** 0 if there is none. */
  groupId: number;
  status: string;
}

/** `?` stands for the time zone, which decides the day. */
const CLIENT = `id, first_name as "firstName", last_name as "lastName", company, email,
  to_char(created_at at time zone ?, 'YYYY-MM-DD') as "createdOn", coalesce(group_id, 0) as "groupId", status`;

/** The text in which clients are searched. The index `clients_search` has the same expression: change both together. */
const WORDS = searchable(`first_name || ' ' || last_name || ' ' || company || ' ' || email`);

const ORDERS = {
  firstName: 'lower(first_name)',
  lastName: 'lower(last_name)',
  company: 'lower(company)',
  email: 'lower(email)',
  createdAt: 'created_at',
  groupId: 'coalesce(group_id, 0)',
  status: 'status',
};

/** What clients can be ordered by. */
export type ClientOrder = keyof typeof ORDERS | 'id';

interface ClientQuery {
  /** Text that the name, company or e-mail address contains, in any letter case and with or without accents; undefined for all. */
  search: string | undefined;
  /** In any letter case; undefined for all. */
  status: string | undefined;
  by: ClientOrder;
  way: 'asc' | 'desc';
  timeZone: string;
}

/** Lists a page of the clients in some order. */
export function listClients(db: Db, query: ClientQuery, page: Page): Promise<Listed<ListedClient>> {
  const { search, status, by, way, timeZone } = query;
  // If the planner expects many matches, it would walk the index of ids until the page is full. `id + 0` prevents that.
  const id = search === undefined ? 'id' : '(id + 0)';
  const list = {
    select: [CLIENT, timeZone] satisfies Condition,
    from: 'clients',
    orderBy: `${by === 'id' ? id : ORDERS[by]} ${way}, ${id} ${way}`,
  };
  const conditions: Condition[] = [
    [`${WORDS} like ${searchable('?')}`, search === undefined ? undefined : `%${escapeLike(search)}%`],
    ['status = initcap(?)', status],
  ];
  return listPage<ListedClient>(db, list, conditions, page);
}
