import { action } from '../src/calls/action';
import { isHeld, presentBulkChange, requireOwn } from '../src/dialects/whmcs/bulk-changes';
import { invalid } from '../src/errors';
import type { UndoBulkChange } from '../src/generated/UndoBulkChange';
import { beginUndoing, endBulkChange, findBulkChange, holdBulkChange } from '../src/store/tickets/bulk-changes';
import type { BulkCaller, BulkChanges } from '../src/tickets/bulk/changes';
import { keepCaller, MOST_AT_ONCE, workOnChange } from '../src/tickets/bulk/work';

/** Checks in the order of `x-refusals`. */
export default action<UndoBulkChange>(async ({ bulkid }, context) => {
  const { db, now, caller } = context;
  const job = requireOwn(await holdBulkChange<BulkChanges, BulkCaller>(db, bulkid), context);
  if (job.state === 'undoing' || job.state === 'undone') throw invalid('The change is undone already');
  if (isHeld(job, now)) endBulkChange(db, job.id, 'cancelled', now);
  else if (job.changes.reply !== undefined) throw invalid('Answers that were sent cannot be undone');
  else if (job.state !== 'waiting' && job.done === 0) throw invalid('The change has changed nothing');
  else {
    beginUndoing(db, job.id, keepCaller(caller), now);
    if (job.total <= MOST_AT_ONCE) await workOnChange(context, job.id, { limit: MOST_AT_ONCE + 1 });
  }
  return presentBulkChange(requireOwn(await findBulkChange<BulkChanges, BulkCaller>(db, job.id), context), now);
});
