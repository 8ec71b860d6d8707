import type { Context } from '../../calls/action';
import { invalid } from '../../errors';
import { findClientByEmail, findStaffByEmail, findStaffByUuid, type Staff } from '../../store/people/people';
import type { TicketDetails } from '../../store/tickets/details';
import type { TicketFacts } from '../../store/tickets/rest-views';
import type { Author } from '../../store/tickets/tickets';
import { checkUrl } from '../../tickets/attachments';
import { isEmail, ofClient, ofStaff } from '../../tickets/authors';
import { checkRecipients } from '../../tickets/extras';

export interface Creator {
  name?: string | null;
  email?: string | null;
  image?: string | null;
  phoneNumber?: string | null;
}

/**
 * Whom a new ticket is for: the client with that address in any letter case, else a guest, who is called by the address
 * where no name was given, and who may have a name only.
 *
 * @throws ApiError (invalid) naming the member of `creator` and what it must be.
 */
export async function findCreator({ db }: Context, creator: Creator): Promise<Author> {
  const name = creator.name?.trim() ?? '';
  const email = creator.email?.trim() ?? '';
  if (name === '' && email === '') throw invalid('Parameter "creator" must have a name or an email');
  checkEmailOf('creator.email', email);
  const clientId = email === '' ? undefined : await findClientByEmail(db, email);
  return clientId === undefined ? guest(name || email, email) : ofClient(clientId);
}

/** Somebody without an account, who may have no address. */
export const guest = (name: string, email: string): Author => ({
  kind: 'guest',
  clientId: null,
  userId: null,
  contactId: null,
  staffId: null,
  name,
  email,
});

/** What is kept of a ticket's creator on the ticket itself. @throws ApiError (invalid) naming `creator.image`. */
export function readContact({ phoneNumber, image }: Creator): TicketDetails {
  const requesterImage = image?.trim() ? checkUrl(image.trim(), 'creator.image') : undefined;
  return {
    ...(phoneNumber?.trim() && { requesterPhone: phoneNumber.trim() }),
    ...(requesterImage !== undefined && { requesterImage }),
  };
}

function checkEmailOf(parameter: string, email: string): void {
  if (email !== '' && !isEmail(email)) throw invalid(`Parameter "${parameter}" must be an e-mail address`);
}

/** @throws ApiError (invalid) naming the address that is none, or how many there may be. */
export function readCopies(emails: string[]): string[] {
  for (const [index, email] of emails.entries()) checkEmailOf(`cc[${index}]`, email.trim());
  return checkRecipients(emails, 'cc');
}

/**
 * The member of staff who is to have a ticket; null stands for nobody.
 *
 * @throws ApiError (invalid) where there is none with that id.
 */
export async function findAssignee({ db }: Context, assigneeId: string | null): Promise<Staff | null> {
  if (assigneeId === null) return null;
  const staff = await findStaffByUuid(db, assigneeId.trim());
  if (staff === undefined)
    throw invalid('Parameter "assigneeId" must be the id of a teammate, as /Teammates lists them');
  return staff;
}

/**
 * Who replies to a ticket: a member of staff by address, else whoever the ticket is for; without an address the member of
 * staff behind the call.
 *
 * @throws ApiError (invalid) where it is nobody of these.
 */
export async function findReplier(
  { db, caller }: Context,
  ticket: TicketFacts,
  email: string | undefined,
): Promise<Author> {
  if (email === undefined) {
    if (caller.staff === null) throw invalid('Parameter "author" is required: no teammate is behind this token');
    return ofStaff(caller.staff.id, caller.staff.name);
  }
  const address = email.trim();
  const staff = await findStaffByEmail(db, address);
  if (staff !== undefined) return ofStaff(staff.id, staff.name);
  const { clientId, contactId, userId, requesterName, requesterEmail } = ticket;
  const isRequester = address.toLowerCase() === requesterEmail.toLowerCase();
  if (clientId === null) {
    if (isRequester) return guest(requesterName, requesterEmail);
  } else if (isRequester) {
    return ofClient(clientId, { ...(contactId !== null && { contactId }), ...(userId !== null && { userId }) });
  } else if ((await findClientByEmail(db, address)) === clientId) {
    return ofClient(clientId);
  }
  throw invalid(`Parameter "author.email" must be the address of a teammate or of the ticket's author`);
}
