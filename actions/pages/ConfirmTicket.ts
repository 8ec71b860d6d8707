import { hashSecret } from '../../src/access/secrets';
import { action } from '../../src/calls/action';
import { takeBack } from '../../src/dialects/pages/held';
import { checkNewTicket } from '../../src/dialects/pages/new-ticket';
import type { PagesConfirmTicket } from '../../src/generated/pages/ConfirmTicket';
import { openTicket } from '../../src/tickets/open';

/** Checks everything anew, because a department or a field may have changed in the meantime. */
export default action<PagesConfirmTicket>(async ({ token }, context) => {
  const ticket = await checkNewTicket(context, await takeBack(context, hashSecret(token)));
  const { number, accessCode } = await openTicket(context, ticket);
  return { tid: number, c: accessCode };
});
