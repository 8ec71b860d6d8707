import { action, type Context } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { invalid, notFound } from '../src/errors';
import type { AddTicketReply } from '../src/generated/AddTicketReply';
import type { Catalogue } from '../src/store/desk/catalogue';
import { findByName } from '../src/store/desk/named';
import { findStaff } from '../src/store/people/people';
import { lookUpReferences } from '../src/store/tickets/opening';
import { type Author, findTicketToAddTo, type TicketRow } from '../src/store/tickets/tickets';
import { checkAttachments } from '../src/tickets/attachments';
import { guest, ofClient, ofStaff } from '../src/tickets/authors';
import { checkLength, fieldsFor } from '../src/tickets/client-limits';
import { checkCustomFields, findField } from '../src/tickets/custom-field-rules';
import { happenedAt } from '../src/tickets/dates';
import { addRecipients } from '../src/tickets/extras';
import { formatOf } from '../src/tickets/format';
import { catalogueWith, fieldsIn, filtersFor } from '../src/tickets/opening';
import { findQuoted, readQuoting } from '../src/tickets/quoting';
import { replyToTicket } from '../src/tickets/reply';
import { refuseStale, seenIn } from '../src/tickets/stale';
import { statusAfterReply } from '../src/tickets/status';

/** Checks in the order of `x-refusals`. */
export default action<AddTicketReply>(async (params, context) => {
  const { db, now, desk, caller } = context;
  const reference = referenceOf(params);
  const seen = seenIn(reference, params);
  const more = [params.attachments, params.customfields, params.cc, seen, params.quote];
  const isAll = more.every((one) => one === undefined);
  const [ticket, author] = await Promise.all([
    findTicketToAddTo(db, reference, caller, isAll),
    findAuthor(params, context),
  ]);
  if (ticket === undefined) throw notFound('Ticket ID not found');
  const writer = author();
  checkLength(caller, params.message);
  const { catalogue, status } = await findStatus(params, context, ticket, writer);
  if (status === undefined) throw invalid('Invalid Ticket Status');
  const createdAt = happenedAt(params.created, now, 'Reply');
  const fields = fieldsFor(caller, fieldsIn(catalogue, ticket.departmentId));
  const customFields = await checkCustomFields(context, fields, params.customfields, false);
  const attachments = checkAttachments(params.attachments, desk);
  await refuseStale(context, ticket, writer, seen);
  const quoted = await findQuoted(context, ticket, readQuoting(params.quote));
  await addRecipients(context, ticket, params.cc ?? []);

  const replyid = await replyToTicket(context, ticket, {
    author: writer,
    body: params.message,
    format: formatOf(params.markdown),
    createdAt,
    status,
    customFields,
    attachments,
    quiet: params.noemail ?? false,
    quoted,
    spamFilters: params.email === undefined ? [] : await filtersFor(context, catalogue, params.email.trim()),
    isLast: true,
  });
  return { replyid };
});

/** Finds the ticket's status after the reply, and the catalogue that has it. */
async function findStatus(params: AddTicketReply, context: Context, ticket: TicketRow, author: Author) {
  const { status: name, customfields = {} } = params;
  const statusIn = ({ statuses }: Catalogue) =>
    name === undefined ? statusAfterReply(statuses, author, ticket) : findByName(statuses, name, ({ title }) => title);
  const catalogue = await catalogueWith(context, (remembered) => {
    const fields = fieldsIn(remembered, ticket.departmentId);
    const areKnown = Object.keys(customfields).every((key) => findField(fields, key) !== undefined);
    return areKnown && statusIn(remembered) !== undefined;
  });
  return { catalogue, status: statusIn(catalogue) };
}

/**
 * Looks up the author: a client (or its contact), else an administrator under any name, else a guest.
 *
 * @returns a function that returns the author or throws. It is called later, because the documented order refuses an
 * unknown ticket before an unknown author.
 */
async function findAuthor(params: AddTicketReply, { db, caller, ignore }: Context): Promise<() => Author> {
  const { contactid, adminusername, name, email } = params;
  if (caller.clientId !== null && params.clientid !== undefined && params.clientid !== caller.clientId) {
    return () => {
      throw notFound('Client ID Not Found');
    };
  }
  const clientid = caller.clientId ?? params.clientid;
  if (clientid !== undefined) {
    const found = await lookUpReferences(db, { clientId: clientid, contactId: contactid });
    return () => {
      if (found.clientId === null) throw notFound('Client ID Not Found');
      if (contactid !== undefined && found.contactId === null) throw notFound('Contact ID Not Found');
      return ofClient(clientid, contactid === undefined ? {} : { contactId: contactid });
    };
  }
  // The contact of nobody: the documentation has it ignored.
  if (contactid !== undefined) ignore('contactid', 'without clientid');
  if (adminusername !== undefined) {
    const staff = await findStaff(db, adminusername);
    return () => ofStaff(staff?.id ?? null, staff?.name ?? adminusername);
  }
  return () => guest(name, email);
}
