import { action } from '../src/calls/action';
import type { GetTicketPredefinedReplies } from '../src/generated/GetTicketPredefinedReplies';
import { listPredefinedReplies } from '../src/store/tickets/predefined';

export default action<GetTicketPredefinedReplies>(async ({ catid }, { db }) => {
  const { rows, total } = await listPredefinedReplies(db, { categoryId: catid });
  const predefinedreply = rows.map(({ id, name, body }) => ({ id, name, reply: body }));
  return { totalresults: total, predefinedreplies: { predefinedreply } };
});
