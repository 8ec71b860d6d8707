import { action } from '../src/calls/action';
import { todoColumns } from '../src/dialects/whmcs/todo';
import type { AddToDoItem } from '../src/generated/AddToDoItem';
import { insertRow } from '../src/store/rows';

export default action<AddToDoItem>(async (params, context) => {
  const { db, caller, now } = context;
  const adminid = params.adminid ?? caller.staff?.id ?? 0;
  const columns = await todoColumns(context, { date: now, ...params, adminid });
  const itemid = await insertRow(db, 'todo_items', columns);
  context.record({ changes: { title: [null, params.title] } });
  return { itemid };
});
