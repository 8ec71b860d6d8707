import type { Status } from '../../store/desk/statuses';
import type { ClientTicket } from '../../store/search/client-tickets';
import { type State, stateOf } from './tickets';

/** The kinds of tickets in a client's list. Each ticket is of one kind. */
type Kind = 'waiting' | 'answered' | 'closed';

/** With statuses that the operator added, and with which tickets stay open, they are on our desk. */
function kindOf(status: Status | undefined): Kind {
  const state = stateOf(status);
  return state === 'other' ? 'waiting' : state;
}

/** The statuses of a kind of tickets. */
export const statusIdsOf = (statuses: readonly Status[], kind: Kind): number[] =>
  statuses.filter((status) => kindOf(status) === kind).map(({ id }) => id);

/** How many tickets there are of each kind. */
export function countKinds(
  statuses: readonly Status[],
  counted: readonly { statusId: number; count: number }[],
): Record<Kind, number> {
  const counts = { waiting: 0, answered: 0, closed: 0 };
  for (const { statusId, count } of counted) counts[kindOf(statuses.find(({ id }) => id === statusId))] += count;
  return counts;
}

/** Whether we answered and nobody has seen it yet. */
export const isNew = (state: State, { viewedByClient }: { viewedByClient: boolean }): boolean =>
  state === 'answered' && !viewedByClient;

/** A ticket as a client's list shows it. */
export function presentListed(statuses: readonly Status[], ticket: ClientTicket) {
  const status = statuses.find(({ id }) => id === ticket.statusId);
  const state = stateOf(status);
  return {
    number: ticket.number,
    subject: ticket.subject,
    state,
    status: status?.title ?? '',
    department: ticket.department,
    last_reply_at: ticket.lastReplyAt,
    is_new: isNew(state, ticket),
  };
}
