import { action } from '../../src/calls/action';
import { checkRatings, holdTicket } from '../../src/dialects/pages/tickets';
import { invalid } from '../../src/errors';
import type { PagesRateTicket } from '../../src/generated/pages/RateTicket';
import { rateTicket } from '../../src/tickets/rate';

/** Checks in the order of `x-refusals`. */
export default action<PagesRateTicket>(async ({ ticketnum, rating, comment = '' }, context) => {
  const ticket = await holdTicket(context, ticketnum);
  checkRatings(context);
  const { statuses } = await context.catalogue();
  const status = statuses.find(({ id }) => id === ticket.statusId);
  if (status?.isClosed !== true) throw invalid('Only a closed ticket can be rated');
  await rateTicket(context, ticket, { rating, comment: comment.trim() });
  return {};
});
