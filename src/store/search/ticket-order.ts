/** What a list can be ordered by. */
const ORDERS = {
  lastReply: 't.last_reply_at',
  created: 't.created_at',
  updated: 't.updated_at',
  id: 't.id',
  number: 't.number',
  subject: 't.subject',
  status: '(select sort_order from statuses where id = t.status_id)',
  priority: '(select sort_order from priorities where id = t.priority_id)',
  department: 't.department_id',
  viewedByStaff: 't.viewed_by_staff',
  viewedByClient: 't.viewed_by_client',
};

export type OrderBy = keyof typeof ORDERS;

export type Order = [by: OrderBy, direction: 'asc' | 'desc'];

/** A page of a list in some order. */
export interface OrderedPage {
  /** The first decides; each next one breaks ties. The last tie-breaker is the id, in the first one's direction. */
  order: [Order, ...Order[]];
  offset: number;
  limit: number;
}

/** The ids of one page, in order, and the number of tickets on all pages. */
export interface TicketPage {
  total: number;
  ids: number[];
}

/** A page of a list ordered by last reply, the default order. */
export interface LastReplyPage {
  direction: 'asc' | 'desc';
  offset: number;
  limit: number;
}

/** The page, if it is ordered by last reply alone. @returns undefined for any other order. */
export function byLastReply({
  order: [[by, direction], ...more],
  offset,
  limit,
}: OrderedPage): LastReplyPage | undefined {
  return by === 'lastReply' && more.length === 0 ? { direction, offset, limit } : undefined;
}

/** The columns of the ticket `t` to order by, with their directions. The id comes last. */
export const orderOf = ({ order }: OrderedPage): [column: string, direction: Order[1]][] =>
  [...order, ['id', order[0][1]] as Order].map(([by, direction]) => [ORDERS[by], direction]);
