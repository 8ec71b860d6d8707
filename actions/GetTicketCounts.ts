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
    // As published, nothing is filtered where assignments are ignored; who is assigned to none works in all.
    filteredDepartments: params.ignoreDepartmentAssignments ? [] : (departmentIds ?? all),
    allActive: sum(({ isActive }) => isActive),
    awaitingReply: sum(({ isAwaiting }) => isAwaiting),
    flaggedTickets: flagged,
    ...(params.includeCountsByStatus && { status: byKey(tallies) }),
  };
});

/** Statuses by their titles in lower case without anything but letters and digits: `customerreply`; two never share one. */
function byKey(tallies: StatusTally[]): Record<string, { title: string; count: number }> {
  const keys = new Map<string, { title: string; count: number }>();
  for (const { id, title, tickets } of tallies) {
    const key = title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    keys.set(key === '' || keys.has(key) ? `${key}${id}` : key, { title, count: tickets });
  }
  return Object.fromEntries(keys);
}
