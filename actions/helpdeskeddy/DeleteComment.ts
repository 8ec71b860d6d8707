import { action } from '../../src/calls/action';
import { findComment, nameComment } from '../../src/dialects/helpdeskeddy/posts';
import { holdTicket } from '../../src/dialects/helpdeskeddy/tickets';
import type { HelpdeskeddyDeleteComment } from '../../src/generated/helpdeskeddy/DeleteComment';
import { eraseNote } from '../../src/tickets/remove';

export default action<HelpdeskeddyDeleteComment>(async (params, context) => {
  const ticket = await holdTicket(context, params.id);
  const comment = await findComment(context, ticket.id, params);
  eraseNote(context, ticket, comment.id);
  return { details: `${nameComment(params)} successfully deleted` };
});
