import { action } from '../src/calls/action';
import type { GetToDoItemStatuses } from '../src/generated/GetToDoItemStatuses';
import { overdueAt, TODO_STATUSES } from '../src/store/desk/todo';

export default action<GetToDoItemStatuses>(async (_params, { db, now }) => {
  const status = await db.query(
    `select s.type, count(t.id) as count, count(t.id) filter (where ${overdueAt('$1')}) as overdue
     from unnest($2::text[]) with ordinality as s (type, place) left join todo_items t on t.status = s.type
     group by s.type, s.place order by s.place`,
    [now, TODO_STATUSES],
  );
  return { totalresults: status.length, todoitemstatuses: { status } };
});
