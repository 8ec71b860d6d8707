import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteToDoItem } from '../src/generated/DeleteToDoItem';
import { takeRow } from '../src/store/rows';

export default action<DeleteToDoItem>(async ({ itemid }, { db, record }) => {
  const item = await takeRow<{ title: string }>(db, 'todo_items', itemid);
  if (item === undefined) throw notFound('To-Do Item ID Not Found');
  record({ changes: { title: [item.title, null] } });
  return { itemid };
});
