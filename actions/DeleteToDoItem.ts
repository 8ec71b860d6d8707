import { action } from '../src/action';
import { notFound } from '../src/errors';
import type { DeleteToDoItem } from '../src/generated/DeleteToDoItem';
import { deleteRow } from '../src/store/rows';

export default action<DeleteToDoItem>(async ({ itemid }, { db }) => {
  if (!(await deleteRow(db, 'todo_items', itemid))) throw notFound('To-Do Item ID Not Found');
  return { itemid };
});
