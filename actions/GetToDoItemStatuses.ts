import { action } from '../src/calls/action';
import type { GetToDoItemStatuses } from '../src/generated/GetToDoItemStatuses';
import { countTodoItems } from '../src/store/desk/todo';

export default action<GetToDoItemStatuses>(async (_params, { db, now }) => {
  const counts = await countTodoItems(db, now);
  const status = counts.map(({ status: type, count, overdue }) => ({ type, count, overdue }));
  return { totalresults: status.length, todoitemstatuses: { status } };
});
