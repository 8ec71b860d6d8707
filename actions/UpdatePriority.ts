import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { UpdatePriority } from '../src/generated/UpdatePriority';
import { isSameName } from '../src/store/desk/named';
import { isPublicIdTaken } from '../src/store/desk/priorities';
import { changeRow, holdRow, isTaken } from '../src/store/rows';
import { isDefaultPriority } from '../src/tickets/defaults';

export default action<UpdatePriority>(async ({ priorityid, publicid, sortorder, ...params }, context) => {
  const { db } = context;
  const priority = await holdRow<{ name: string }>(db, 'priorities', priorityid);
  if (priority === undefined) throw notFound('Priority ID Not Found');
  const name = params.name?.trim() ?? priority.name;
  if (!isSameName(name, priority.name) && (await isDefaultPriority(context, priority))) {
    throw invalid('The default priority cannot be renamed');
  }
  if (await isTaken(db, 'priorities', { name }, priorityid)) throw invalid('There is a priority of that name already');
  if (await isPublicIdTaken(db, publicid, priorityid)) throw invalid('There is a priority of that publicid already');
  const changes = await changeRow(db, 'priorities', priorityid, { name, publicId: publicid, sortOrder: sortorder });
  context.forget();
  context.record({ changes: changes ?? {} });
  return { priorityid };
});
