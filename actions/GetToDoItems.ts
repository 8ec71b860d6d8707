import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/pages';
import type { GetToDoItems } from '../src/generated/GetToDoItems';
import type { Condition } from '../src/store/conditions';
import { overdueAt } from '../src/store/desk/todo';
import { listPage } from '../src/store/pages';

const ITEMS = {
  select: `id, created_at as date, title, description, coalesce(staff_id, 0) as admin, status, due_at as duedate`,
  from: 'todo_items',
  orderBy: 'due_at nulls last, id',
};

export default action<GetToDoItems>(async (params, { db, now }) => {
  const page = pageOf(params);
  const listed = await listPage(db, ITEMS, [['id = ?', params.itemid], ofStatus(params.status, now)], page);
  return { ...countsOf(page, listed), items: { item: listed.rows } };
});

function ofStatus(status: string | undefined, now: Date): Condition {
  const lowered = status?.trim().toLowerCase();
  if (lowered === 'incomplete') return ['status <> ?', 'Completed'];
  if (lowered === 'overdue') return [overdueAt('?'), now];
  return ['lower(status) = ?', lowered];
}
