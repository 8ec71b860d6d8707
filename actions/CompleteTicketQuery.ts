import { action } from '../src/calls/action';
import type { CompleteTicketQuery } from '../src/generated/CompleteTicketQuery';
import { completions } from '../src/tickets/query/complete';
import { namesFor } from '../src/tickets/query/names';

const MOST = 10;

export default action<CompleteTicketQuery>(async ({ query = '', limitnum = MOST }, context) => {
  const suggestion = await completions(context, query, namesFor(context), limitnum);
  return { suggestions: { suggestion } };
});
