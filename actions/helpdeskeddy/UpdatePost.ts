import { action } from '../../src/calls/action';
import { findPost, showPost } from '../../src/dialects/helpdeskeddy/posts';
import { holdTicket } from '../../src/dialects/helpdeskeddy/tickets';
import type { HelpdeskeddyUpdatePost } from '../../src/generated/helpdeskeddy/UpdatePost';
import { rewriteMessage } from '../../src/tickets/rewrite';

export default action<HelpdeskeddyUpdatePost>(async (params, context) => {
  const ticket = await holdTicket(context, params.id);
  const post = await findPost(context, ticket.id, params);
  rewriteMessage(context, ticket, { id: post.id, body: params.text, format: 'html' });
  return { data: await showPost(context, ticket.id, post.id) };
});
