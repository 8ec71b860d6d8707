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

/** Which part of which order is wanted. */
export interface OrderedPage {
  /** The first decides, the next where it leaves two equal, and in the end the id in the first one's direction. */
  order: [Order, ...Order[]];
  offset: number;
  limit: number;
}

/** The ids of one page, in order, and how many tickets there are on all pages together. */
export interface TicketPage {
  total: number;
  ids: number[];
}

/** A part of the list in the order of the last replies, which every list has that names no other. */
export interface LastReplyPage {
  direction: 'asc' | 'desc';
  offset: number;
  limit: number;
}

/** @returns undefined where another order is wanted. */
export function byLastReply({
  order: [[by, direction], ...more],
  offset,
  limit,
}: OrderedPage): LastReplyPage | undefined {
  return by === 'lastReply' && more.length === 0 ? { direction, offset, limit } : undefined;
}

/** Columns of the ticket `t` and directions, down to the id. */
export const orderOf = ({ order }: OrderedPage): [column: string, direction: Order[1]][] =>
  [...order, ['id', order[0][1]] as Order].map(([by, direction]) => [ORDERS[by], direction]);
