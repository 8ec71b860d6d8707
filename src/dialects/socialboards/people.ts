import type { Context } from '../../calls/action';
import { ApiError, invalid } from '../../errors';
import {
  findClientByEmail,
  findStaffByEmail,
  findStaffByUuid,
  findStaffUuid,
  type Staff,
} from '../../store/people/people';
import type { TicketDetails } from '../../store/tickets/details';
import type { TicketFacts } from '../../store/tickets/rest-views';
import type { Author } from '../../store/tickets/tickets';
import { checkUrl } from '../../tickets/attachments';
import { isEmail, ofClient, ofStaff } from '../../tickets/authors';

interface Creator {
  name?: string | null;
  email?: string | null;
  image?: string | null;
  phoneNumber?: string | null;
}

/**
 * Reads who a new ticket is for. Someone without a name is called by the address; someone with only a name has no
 * address.
 *
 * @throws ApiError (invalid) naming the member of `creator` and what it must be
 */
export function readCreator(creator: Creator): { name: string; email: string } {
  const name = creator.name?.trim() ?? '';
  const email = creator.email?.trim() ?? '';
  if (name === '' && email === '') throw invalid('Parameter "creator" must have a name or an email');
  checkEmailOf('creator.email', email);
  return { name: name || email, email };
}

/** A guest: someone without an account, whose e-mail address may be empty. */
export const guest = (name: string, email: string): Author => ({
  kind: 'guest',
  clientId: null,
  userId: null,
  contactId: null,
  staffId: null,
  name,
  email,
});

/** Reads the creator's details that are stored on the ticket. @throws ApiError (invalid) naming `creator.image` */
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

/** Whether an id stands for no one. The published sample writes null as text. */
const isNoOne = (id: string | null): id is null => id === null || /^\s*(null)?\s*$/i.test(id);

/** Finds the member of staff to assign a ticket to: null for no one, undefined if there is none with that id. */
export const findAssignee = async ({ db }: Context, assigneeId: string | null): Promise<Staff | null | undefined> =>
  isNoOne(assigneeId) ? null : findStaffByUuid(db, assigneeId.trim());

/**
 * Checks that a ticket which is about to be assigned has the assignee that the caller believes it has, so that nobody
 * takes over a ticket that somebody else has taken in the meantime.
 *
 * @param previous as sent; a caller who sends none takes no ticket from anybody
 * @throws ApiError (invalid) `Parameter "previousAssigneeId" is required, because the ticket is assigned: send the id in
 *   lockedBy`; (conflict) `The ticket is not assigned to previousAssigneeId any more: read lockedBy again`
 */
export async function checkPreviousAssignee(
  { db }: Context,
  assigneeId: number | null,
  previous: string | null | undefined,
): Promise<void> {
  if (previous === undefined) {
    if (assigneeId === null) return;
    throw invalid(
      'Parameter "previousAssigneeId" is required, because the ticket is assigned: send the id in lockedBy',
    );
  }
  const uuid = assigneeId === null ? undefined : await findStaffUuid(db, assigneeId);
  const believed = isNoOne(previous) ? undefined : previous.trim().toLowerCase();
  if (believed !== uuid) {
    throw new ApiError('conflict', 'The ticket is not assigned to previousAssigneeId any more: read lockedBy again');
  }
}

/** The refusal for an assignee who is not an active member of staff. */
export const noTeammate = (): ApiError =>
  invalid('Parameter "assigneeId" must be the id of a teammate, as /Teammates lists them');

/**
 * Finds the author of a reply: a member of staff by address, or else the ticket's own author by address. Without an
 * address, it is the member of staff behind the call.
 *
 * @throws ApiError (invalid) when it is none of these
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
