import { action } from '../../src/calls/action';
import { findComment, showComment } from '../../src/dialects/helpdeskeddy/posts';
import { holdTicket } from '../../src/dialects/helpdeskeddy/tickets';
import type { HelpdeskeddyUpdateComment } from '../../src/generated/helpdeskeddy/UpdateComment';
import { rewriteNote } from '../../src/tickets/rewrite';

export default action<HelpdeskeddyUpdateComment>(async (params, context) => {
  const ticket = await holdTicket(context, params.id);
  const comment = await findComment(context, ticket.id, params);
  rewriteNote(context, ticket, { id: comment.id, body: params.text, format: 'html' });
  return { data: await showComment(context, ticket.id, comment.id) };
});
