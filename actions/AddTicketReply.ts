import { action, type Context } from '../src/calls/action';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { invalid, notFound } from '../src/errors';
import type { AddTicketReply } from '../src/generated/AddTicketReply';
import { findByName } from '../src/store/desk/named';
import { listStatuses } from '../src/store/desk/statuses';
import { contactExists, findStaff } from '../src/store/people/people';
import { rowExists } from '../src/store/rows';
import { listCustomFields } from '../src/store/tickets/custom-fields';
import { listSpamFilters } from '../src/store/tickets/spam';
import { type Author, findTicketForUpdate } from '../src/store/tickets/tickets';
import { checkAttachments } from '../src/tickets/attachments';
import { guest, ofClient, ofStaff } from '../src/tickets/authors';
import { checkLength, fieldsFor } from '../src/tickets/client-limits';
import { checkCustomFields } from '../src/tickets/custom-field-rules';
import { happenedAt } from '../src/tickets/dates';
import { addRecipients } from '../src/tickets/extras';
import { formatOf } from '../src/tickets/format';
import { replyToTicket } from '../src/tickets/reply';
import { statusAfterReply } from '../src/tickets/status';

/** Checks in the order of `x-refusals`. */
export default action<AddTicketReply>(async (params, context) => {
  const { db, now, desk, caller } = context;
  const [ticket, author, statuses, spamFilters] = await Promise.all([
    findTicketForUpdate(db, referenceOf(params), { clientId: caller.clientId }),
    findAuthor(params, context),
    listStatuses(db),
    params.email === undefined ? [] : listSpamFilters(db, params.email.trim()),
  ]);
  if (ticket === undefined) throw notFound('Ticket ID not found');
  const writer = author();
  checkLength(caller, params.message);
  const status =
    params.status === undefined
      ? statusAfterReply(statuses, writer, ticket)
      : findByName(statuses, params.status, ({ title }) => title);
  if (status === undefined) throw invalid('Invalid Ticket Status');
  const createdAt = happenedAt(params.created, now, 'Reply');
  const fields = params.customfields === undefined ? [] : await listCustomFields(db, ticket.departmentId);
  const customFields = await checkCustomFields(context, fieldsFor(caller, fields), params.customfields, false);
  const attachments = checkAttachments(params.attachments, desk);
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
    spamFilters,
  });
  return { replyid };
});

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
    const [client, contact] = await Promise.all([
      rowExists(db, 'clients', clientid),
      contactid === undefined ? true : contactExists(db, contactid, clientid),
    ]);
    return () => {
      if (!client) throw notFound('Client ID Not Found');
      if (!contact) throw notFound('Contact ID Not Found');
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
