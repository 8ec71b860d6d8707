import { neighbourhoodOf } from '../../src/access/networks';
import { drawToken, hashSecret } from '../../src/access/secrets';
import { action, type Context } from '../../src/calls/action';
import { ADDRESSES } from '../../src/config/addresses';
import { holdAside, isHeld } from '../../src/dialects/pages/held';
import { checkNewTicket } from '../../src/dialects/pages/new-ticket';
import type { PagesOpenTicket } from '../../src/generated/pages/OpenTicket';
import { sendTemplate } from '../../src/mail/send';
import { openTicket } from '../../src/tickets/open';
import { refuseSpam } from '../../src/tickets/spam';

/** Checks in the order of `x-refusals`, but refuses a form for all that is wrong in it. */
export default action<PagesOpenTicket>(async (entered, context) => {
  const ticket = await checkNewTicket(context, entered);
  if (isHeld(context)) {
    refuseSpam(ticket.opener, ticket, ticket.spamFilters);
    await hold(entered, context);
    return { tid: '', c: '', is_held: true };
  }
  const { number, accessCode } = await openTicket(context, ticket);
  return { tid: number, c: accessCode, is_held: false };
});

/** Mails a link that opens the ticket. No list of mails shows this mail, because anybody who has the link can use it. */
async function hold(entered: PagesOpenTicket, context: Context): Promise<void> {
  const { name = '', email = '', subject = '' } = entered;
  const token = drawToken();
  await holdAside(context, entered, { tokenHash: hashSecret(token), network: neighbourhoodOf(context.address) });
  await sendTemplate(
    context,
    'Support Ticket Confirmation',
    '',
    { name, address: email },
    {
      client_name: name,
      ticket_subject: subject,
      ticket_confirmation_url: `${context.desk.publicUrl}${ADDRESSES.ticketConfirmation}${token}`,
    },
  );
  context.record({ description: 'Ticket held until its address is confirmed' });
}
