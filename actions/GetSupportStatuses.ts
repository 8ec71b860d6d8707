import { action } from '../src/calls/action';
import type { GetSupportStatuses } from '../src/generated/GetSupportStatuses';
import { listStatusTallies } from '../src/store/tickets/tallies';

export default action<GetSupportStatuses>(async ({ deptid }, { db, caller }) => {
  const { departmentIds: own } = caller;
  // Counts only the departments that the caller works in, like every other count.
  const departments = deptid === undefined ? own : [deptid].filter((id) => own === null || own.includes(id));
  const tallies = await listStatusTallies(db, departments);
  const status = tallies.map(({ title, tickets, color }) => ({ title, count: tickets, color }));
  return { totalresults: status.length, statuses: { status } };
});
