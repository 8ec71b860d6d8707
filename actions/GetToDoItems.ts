import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetToDoItems } from '../src/generated/GetToDoItems';
import { listTodoItems, type TodoFilter, type TodoItem } from '../src/store/desk/todo';

export default action<GetToDoItems>(async (params, { db, now }) => {
  const page = pageOf(params);
  const listed = await listTodoItems(db, { id: params.itemid, ...ofStatus(params.status, now) }, page);
  return { ...countsOf(page, listed), items: { item: listed.rows.map(present) } };
});

function ofStatus(status: string | undefined, now: Date): TodoFilter {
  const lowered = status?.trim().toLowerCase();
  if (lowered === 'incomplete') return { isCompleted: false };
  if (lowered === 'overdue') return { overdueAt: now };
  return { status: lowered };
}

const present = (item: TodoItem) => ({
  id: item.id,
  date: item.createdAt,
  title: item.title,
  description: item.description,
  admin: item.staffId,
  status: item.status,
  duedate: item.dueAt,
});
