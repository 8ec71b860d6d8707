import { action } from '../src/action';
import type { GetSupportStatuses } from '../src/generated/GetSupportStatuses';
import { listStatusTallies } from '../src/store/tallies';

export default action<GetSupportStatuses>(async ({ deptid }, { db }) => {
  const tallies = await listStatusTallies(db, deptid === undefined ? null : [deptid]);
  const status = tallies.map(({ title, tickets, color }) => ({ title, count: tickets, color }));
  return { totalresults: status.length, statuses: { status } };
});
