import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/pages';
import type { GetClients } from '../src/generated/GetClients';
import { type Condition, escapeLike } from '../src/store/conditions';
import { listPage } from '../src/store/pages';

/** The text in which clients are searched, as `clients_words` indexes it: a change here is one there. */
const WORDS = `lower(first_name || ' ' || last_name || ' ' || company || ' ' || email)`;

/** The names in the answer; a day is that of the time zone that `?` stands for. */
const CLIENT = `id, first_name as firstname, last_name as lastname, company as companyname, email,
  to_char(created_at at time zone ?, 'YYYY-MM-DD') as datecreated, coalesce(group_id, 0) as groupid, status`;

const ORDERS = new Map([
  ['firstname', 'lower(first_name)'],
  ['lastname', 'lower(last_name)'],
  ['companyname', 'lower(company)'],
  ['email', 'lower(email)'],
  ['datecreated', 'created_at'],
  ['groupid', 'coalesce(group_id, 0)'],
  ['status', 'status'],
]);

export default action<GetClients>(async (params, { db, desk }) => {
  const page = pageOf(params);
  const direction = params.sorting?.toLowerCase() === 'desc' ? 'desc' : 'asc';
  const search = params.search === undefined ? undefined : `%${escapeLike(params.search.trim())}%`;
  // Where many are expected to match, the planner would go through all ids until the page is full. It cannot by this.
  const id = search === undefined ? 'id' : '(id + 0)';
  const list = {
    select: [CLIENT, desk.timeZone] satisfies Condition,
    from: 'clients',
    orderBy: `${ORDERS.get(params.orderby ?? 'id') ?? id} ${direction}, ${id} ${direction}`,
  };
  const conditions: Condition[] = [
    [`${WORDS} like lower(?)`, search],
    ['status = initcap(?)', params.status?.trim()],
  ];
  const listed = await listPage(db, list, conditions, page);
  return { ...countsOf(page, listed), clients: { client: listed.rows } };
});
