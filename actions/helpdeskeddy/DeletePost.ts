import { action } from '../../src/calls/action';
import { findPost, namePost } from '../../src/dialects/helpdeskeddy/posts';
import { holdTicket } from '../../src/dialects/helpdeskeddy/tickets';
import { invalid } from '../../src/errors';
import type { HelpdeskeddyDeletePost } from '../../src/generated/helpdeskeddy/DeletePost';
import { eraseReply } from '../../src/tickets/remove';

export default action<HelpdeskeddyDeletePost>(async (params, context) => {
  const ticket = await holdTicket(context, params.id);
  const post = await findPost(context, ticket.id, params);
  if (post.isFirst) throw invalid(`${namePost(params)} is its first and cannot be deleted`);
  eraseReply(context, ticket, post.id);
  return { details: `${namePost(params)} successfully deleted` };
});
