import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import { presentScheduled } from '../src/dialects/whmcs/scheduled-replies';
import type { GetScheduledReplies } from '../src/generated/GetScheduledReplies';
import { listScheduled, type ScheduledState } from '../src/store/tickets/scheduled';

const OPEN: ScheduledState[] = ['pending', 'stopped'];
const ALL: ScheduledState[] = [...OPEN, 'sent', 'cancelled'];

const NOBODY = 0;

export default action<GetScheduledReplies>(async (params, { db, caller }) => {
  const page = pageOf(params);
  const others = params.scheduledid === undefined ? OPEN : ALL;
  const { departmentIds } = caller;
  const reader = departmentIds === null ? undefined : { departmentIds, staffId: caller.staff?.id ?? NOBODY };
  const listed = await listScheduled(
    db,
    {
      id: params.scheduledid,
      ticketId: params.ticketid,
      staffId: params.mine === true ? (caller.staff?.id ?? NOBODY) : undefined,
      reader,
      states: params.state === undefined ? others : [params.state],
    },
    page,
  );
  return { ...countsOf(page, listed), scheduledreplies: { scheduledreply: listed.rows.map(presentScheduled) } };
});
