import { action } from '../src/calls/action';
import { presentBulkChange, requireOwn } from '../src/dialects/whmcs/bulk-changes';
import { invalid } from '../src/errors';
import type { CancelBulkChange } from '../src/generated/CancelBulkChange';
import { endBulkChange, findBulkChange, holdBulkChange } from '../src/store/tickets/bulk-changes';
import type { BulkCaller, BulkChanges } from '../src/tickets/bulk/changes';

export default action<CancelBulkChange>(async ({ bulkid }, context) => {
  const { db, now } = context;
  const job = requireOwn(await holdBulkChange<BulkChanges, BulkCaller>(db, bulkid), context);
  if (job.state !== 'waiting') throw invalid('The change has ended already');
  endBulkChange(db, job.id, 'cancelled', now);
  return presentBulkChange(requireOwn(await findBulkChange<BulkChanges, BulkCaller>(db, job.id), context), now);
});
