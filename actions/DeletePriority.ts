import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { DeletePriority } from '../src/generated/DeletePriority';
import { isPriorityUsed } from '../src/store/desk/priorities';
import { deleteRow, holdRowExclusively } from '../src/store/rows';
import { isDefaultPriority } from '../src/tickets/defaults';

export default action<DeletePriority>(async ({ priorityid }, context) => {
  const { db } = context;
  const priority = await holdRowExclusively<{ name: string }>(db, 'priorities', priorityid);
  if (priority === undefined) throw notFound('Priority ID Not Found');
  if (await isDefaultPriority(context, priority)) throw invalid('The default priority cannot be deleted');
  if (await isPriorityUsed(db, priorityid)) throw invalid('The priority is in use');
  await deleteRow(db, 'priorities', priorityid);
  context.forget();
  context.record({ changes: { name: [priority.name, null] } });
  return { priorityid };
});
