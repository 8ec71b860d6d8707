import { action } from '../src/calls/action';
import type { GetTicketCounts } from '../src/generated/GetTicketCounts';
import { listDepartmentIds } from '../src/store/desk/departments';
import { countAssigned, listStatusTallies, type StatusTally } from '../src/store/tickets/tallies';

export default action<GetTicketCounts>(async (params, { db, caller }) => {
  const departmentIds = params.ignoreDepartmentAssignments ? null : caller.departmentIds;
  const [tallies, flagged, all] = await Promise.all([
    listStatusTallies(db, departmentIds),
    countAssigned(db, caller.staff?.id ?? 0, departmentIds),
    listDepartmentIds(db),
  ]);
  const sum = (which: (tally: StatusTally) => boolean): number =>
    tallies.filter(which).reduce((total, { tickets }) => total + tickets, 0);
  return {
    // As published, the list is empty if assignments are ignored. A caller without assignments works in all
    // departments.
    filteredDepartments: params.ignoreDepartmentAssignments ? [] : (departmentIds ?? all),
    allActive: sum(({ isActive }) => isActive),
    awaitingReply: sum(({ isAwaiting }) => isAwaiting),
    flaggedTickets: flagged,
    ...(params.includeCountsByStatus && { status: byKey(tallies) }),
  };
});

/** The order in the published sample. Some clients read the counts by their position. */
const DOCUMENTED = ['open', 'answered', 'customerreply', 'closed', 'onhold', 'inprogress'];

/** A status's place in the answer: the desk's own statuses come last. */
const placeOf = (key: string): number => (DOCUMENTED.includes(key) ? DOCUMENTED.indexOf(key) : DOCUMENTED.length);

/**
 * Keys statuses by their titles, in lower case and with letters and digits only: `customerreply`. An id keeps keys
 * unique. The documented keys come first, in the documented order.
 */
function byKey(tallies: StatusTally[]): Record<string, { title: string; count: number }> {
  const keys = new Map<string, { title: string; count: number }>();
  for (const { id, title, tickets } of tallies) {
    const key = title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    keys.set(key === '' || keys.has(key) ? `${key}${id}` : key, { title, count: tickets });
  }
  return Object.fromEntries([...keys].sort(([one], [other]) => placeOf(one) - placeOf(other)));
}
