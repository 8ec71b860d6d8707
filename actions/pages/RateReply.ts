import { action } from '../../src/calls/action';
import { checkRatings, holdTicket } from '../../src/dialects/pages/tickets';
import { invalid } from '../../src/errors';
import type { PagesRateReply } from '../../src/generated/pages/RateReply';
import { findReplyFacts } from '../../src/store/tickets/messages';
import { rateReply } from '../../src/tickets/rate';

/** Checks in the order of `x-refusals`. */
export default action<PagesRateReply>(async ({ ticketnum, replyid, rating }, context) => {
  const ticket = await holdTicket(context, ticketnum);
  checkRatings(context);
  const reply = await findReplyFacts(context.db, ticket.id, replyid);
  if (reply?.authorKind !== 'staff') throw invalid('Reply Not Found');
  await rateReply(context, ticket, reply.id, rating);
  return {};
});
