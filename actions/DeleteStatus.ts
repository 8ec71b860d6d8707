import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeleteStatus } from '../src/generated/DeleteStatus';
import { isStatusUsed } from '../src/store/desk/statuses';
import { deleteRow, holdRowExclusively } from '../src/store/rows';
import { isCoreStatus } from '../src/tickets/status';

export default action<DeleteStatus>(async ({ statusid }, context) => {
  const { db } = context;
  const status = await holdRowExclusively<{ title: string; slug: string | null }>(db, 'statuses', statusid);
  if (status === undefined) throw notFound('Status ID Not Found');
  if (isCoreStatus(status)) throw invalid('Open, Answered, Customer-Reply and Closed cannot be deleted');
  if (await isStatusUsed(db, statusid)) throw invalid('The status is in use');
  await deleteRow(db, 'statuses', statusid);
  context.forget();
  context.record({ changes: { title: [status.title, null] } });
  return { statusid };
});
