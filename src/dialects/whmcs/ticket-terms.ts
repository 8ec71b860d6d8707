import { type Key, readTerms, type Term, termFor } from '../../tickets/query/terms';

/** A list as the API takes it: text with commas, or values. */
type Sent = string | (string | number)[];

/** The parameters that mean the same as conditions in a query. */
interface TicketConditions {
  deptids?: Sent;
  statuses?: Sent;
  assignees?: Sent;
  priority?: string;
  requester?: string;
  categoryid?: number;
  typeid?: number;
  has_attachment?: boolean;
  snoozed?: boolean;
  unread?: boolean;
}

const itemsOf = (sent: Sent): string[] =>
  (typeof sent === 'string' ? sent.split(',') : sent).map((item) => String(item).trim()).filter(Boolean);

/** The conditions that a call asks for by parameters of their own. */
export function termsOf(params: TicketConditions): Term[] {
  const lists: [key: Key, sent: Sent | undefined][] = [
    ['dept', params.deptids],
    ['status', params.statuses],
    ['assignee', params.assignees],
    ['priority', params.priority === undefined ? undefined : [params.priority]],
    ['category', params.categoryid === undefined ? undefined : [params.categoryid]],
    ['type', params.typeid === undefined ? undefined : [params.typeid]],
    ['from', params.requester === undefined ? undefined : [params.requester]],
  ];
  const terms = lists.flatMap(([key, sent]) => {
    const items = sent === undefined ? [] : itemsOf(sent);
    return items.length === 0 ? [] : [termFor(key, items)];
  });
  const words = [
    ...(params.has_attachment === undefined ? [] : [`${params.has_attachment ? '' : '-'}has:attachment`]),
    ...(params.snoozed === undefined ? [] : [`${params.snoozed ? '' : '-'}is:snoozed`]),
    ...(params.unread === undefined ? [] : [`is:${params.unread ? 'unread' : 'read'}`]),
  ];
  return [...terms, ...readTerms(words.join(' '))];
}
