import { ADDRESSES } from '../../../config/addresses';
import { queryOf } from '../../query';
import { linkTo, type StaffVisit } from '../layout';

/** A view, as GetTicketViews answers. */
export interface ShownView {
  id: string;
  kind: 'builtin' | 'department' | 'status' | 'saved';
  name: string;
  query: string;
  columns: string[];
  orderby: string;
  order: string;
  shared: boolean;
  deptids: number[];
  own: boolean;
  count?: number;
  problem?: string;
}

/** A ticket in the queue, as GetTickets answers with `rowdetails`. */
export interface QueueTicket {
  id: number;
  tid: string;
  name: string;
  email: string;
  date: Date;
  subject: string;
  status: string;
  priority: string;
  lastreply: Date;
  deptname: string;
  flagname: string;
  statuscolor: string;
  closed: boolean;
  tags: string[];
  unread: boolean;
  lastmessageby: string;
  lastmessagename: string;
  updated: Date;
  snoozeduntil: Date | '';
  due: Date | '';
}

/** The columns that can be chosen; the subject is always there. */
export const COLUMNS = [
  'number',
  'requester',
  'department',
  'status',
  'priority',
  'age',
  'assignee',
  'tags',
  'updated',
  'lastmessage',
  'due',
  'snoozed',
] as const;

export type Column = (typeof COLUMNS)[number];

/** What a list shows unless somebody chooses otherwise. */
export const USUAL_COLUMNS: readonly Column[] = [
  ...(['number', 'requester', 'department', 'status', 'priority', 'age', 'assignee', 'tags', 'lastmessage'] as const),
];

/** The columns by which a list can be ordered, with the names of the orders in GetTickets. */
export const ORDERS: Partial<Record<Column | 'subject', string>> = {
  number: 'tid',
  subject: 'subject',
  department: 'deptid',
  status: 'status',
  priority: 'priority',
  age: 'date',
  updated: 'updated',
  lastmessage: 'lastreply',
};

/** What the address asks for. */
export interface Asked {
  /** The id of a view; empty for a search of its own. */
  view: string;
  /** What is searched; undefined for what the view searches. */
  query: string | undefined;
  orderBy: string;
  direction: 'asc' | 'desc';
  /** Whether the order was asked for, and is not the view's. */
  isOrdered: boolean;
  columns: readonly Column[];
  /** Whether the columns were chosen, and are not the view's. */
  isChosen: boolean;
  page: number;
}

/** An order as the address has it: `subject`, `-lastreply`. */
export const orderName = (orderBy: string, direction: string): string =>
  direction === 'desc' ? `-${orderBy}` : orderBy;

/** The address of a list. */
export function listLink(visit: StaffVisit, asked: Asked, more: Partial<Asked> = {}): string {
  const { view, query, orderBy, direction, isOrdered, columns, isChosen, page } = { ...asked, ...more };
  const values = {
    ...{ view, q: query },
    ...(isOrdered && { order: orderName(orderBy, direction) }),
    ...(isChosen && { columns: columns.join(',') }),
    ...(page > 1 && { page }),
  };
  return linkTo(visit, ADDRESSES.console) + queryOf(values);
}

/** A view's name: those that everybody has are named in the reader's language. */
export const nameOfView = ({ texts }: StaffVisit, { id, kind, name }: ShownView): string =>
  kind === 'builtin' ? (texts.queue.builtIn[id] ?? name) : name;
