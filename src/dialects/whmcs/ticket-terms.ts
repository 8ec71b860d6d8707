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

/** Those that take one value have it as it is: a name may have a comma. */
const LISTS = new Set(['deptids', 'statuses', 'assignees']);

function itemsOf(parameter: string, sent: TicketConditions[keyof TicketConditions]): string[] {
  if (sent === undefined) return [];
  const items = Array.isArray(sent)
    ? sent
    : typeof sent === 'string' && LISTS.has(parameter)
      ? sent.split(',')
      : [sent];
  return items.map((item) => String(item).trim()).filter(Boolean);
}

/** The conditions that a call asks for by parameters of their own. */
export function termsOf(params: TicketConditions): Term[] {
  const lists: [parameter: keyof TicketConditions, key: Key][] = [
    ['deptids', 'dept'],
    ['statuses', 'status'],
    ['assignees', 'assignee'],
    ['priority', 'priority'],
    ['categoryid', 'category'],
    ['typeid', 'type'],
    ['requester', 'from'],
  ];
  const terms = lists.flatMap(([parameter, key]) => {
    const items = itemsOf(parameter, params[parameter]);
    return items.length === 0 ? [] : [termFor(parameter, key, items)];
  });
  const flags: [parameter: keyof TicketConditions, yes: string, no: string][] = [
    ['has_attachment', 'has:attachment', '-has:attachment'],
    ['snoozed', 'is:snoozed', '-is:snoozed'],
    ['unread', 'is:unread', 'is:read'],
  ];
  const stated = flags.flatMap(([parameter, yes, no]) =>
    params[parameter] === undefined
      ? []
      : readTerms(params[parameter] ? yes : no).map((term) => ({ ...term, parameter })),
  );
  return [...terms, ...stated];
}
