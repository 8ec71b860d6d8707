import { action } from '../src/calls/action';
import { todoColumns } from '../src/dialects/whmcs/todo';
import { notFound } from '../src/errors';
import type { UpdateToDoItem } from '../src/generated/UpdateToDoItem';
import { changeRow, rowExists } from '../src/store/rows';

export default action<UpdateToDoItem>(async ({ itemid, ...params }, context) => {
  const { db } = context;
  if (!(await rowExists(db, 'todo_items', itemid))) throw notFound('To-Do Item ID Not Found');
  const columns = await todoColumns(context, params);
  const changes = await changeRow(db, 'todo_items', itemid, columns);
  if (changes === undefined) throw notFound('To-Do Item ID Not Found');
  context.record({ changes });
  return { itemid };
});
