import { action } from '../../src/calls/action';
import { holdTicket } from '../../src/dialects/pages/tickets';
import { invalid } from '../../src/errors';
import type { PagesAddCopy } from '../../src/generated/pages/AddCopy';
import { addressKey, isMachine, OwnAddresses } from '../../src/mail/people';
import { listDeskAddresses } from '../../src/store/inbound/addresses';
import { findTicketView } from '../../src/store/tickets/whmcs-views';
import { isEmail } from '../../src/tickets/authors';
import { addCopy } from '../../src/tickets/copies';

/** Checks in the order of `x-refusals`. */
export default action<PagesAddCopy>(async ({ ticketnum, email }, context) => {
  const { db, desk, caller } = context;
  const ticket = await holdTicket(context, ticketnum);
  const address = email.trim();
  if (!isEmail(address)) throw invalid('Please enter a complete e-mail address, such as ann@example.com');
  const [view, deskAddresses] = await Promise.all([
    findTicketView(db, { id: ticket.id }, caller),
    listDeskAddresses(db),
  ]);
  // Our own mail would come back as a ticket, and a machine's answer to it as another.
  if (new OwnAddresses([...deskAddresses, desk.email]).has(address) || isMachine(address)) {
    throw invalid('This address cannot get copies');
  }
  const requesters = [view?.email ?? '', view?.replyAddress ?? ''].map(addressKey);
  if (requesters.includes(addressKey(address))) throw invalid('This address gets the mail of the ticket anyway');
  await addCopy(context, ticket, address);
  return {};
});
