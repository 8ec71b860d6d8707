import { action } from '../src/calls/action';
import { presentBulkChange, requireOwn } from '../src/dialects/whmcs/bulk-changes';
import { pageOf } from '../src/dialects/whmcs/paging';
import type { GetBulkChange } from '../src/generated/GetBulkChange';
import { findBulkChange, listUnchanged } from '../src/store/tickets/bulk-changes';
import type { BulkCaller, BulkChanges } from '../src/tickets/bulk/changes';

export default action<GetBulkChange>(async (params, context) => {
  const { db, now, caller } = context;
  const job = requireOwn(await findBulkChange<BulkChanges, BulkCaller>(db, params.bulkid), context);
  const { offset, limit } = pageOf(params);
  const unchanged = await listUnchanged(db, job.id, caller, offset, limit);
  return {
    ...presentBulkChange(job, now),
    failures: {
      failure: unchanged.map(({ ticketId, number, state, reason }) => ({
        ...{ ticketid: ticketId, tid: number, during: state === 'kept' ? 'undo' : 'change', reason },
      })),
    },
  };
});
