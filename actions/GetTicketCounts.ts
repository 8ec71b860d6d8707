import { action } from '../src/calls/action';
import { byStatusKey } from '../src/dialects/whmcs/status-keys';
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
    ...(params.includeCountsByStatus && {
      status: Object.fromEntries(
        [...byStatusKey(tallies)].map(([key, { title, tickets }]) => [key, { title, count: tickets }]),
      ),
    }),
  };
});
