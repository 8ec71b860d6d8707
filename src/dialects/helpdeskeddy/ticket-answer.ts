import type { Context } from '../../calls/action';
import { findTicketFacts, listFieldValues, type TicketFacts } from '../../store/tickets/rest-views';
import { uniqueId } from '../../tickets/numbers';
import { presentField, type ShownField } from './fields';
import { staffUserId } from './people';

/** The ticket object of this API, with its members in the order of the published sample. */
export type ShownTicket = ReturnType<typeof present>;

/** What the answer shows of a ticket. */
type ShownFacts = Pick<
  TicketFacts,
  | ('id' | 'parentId' | 'parentClientId' | 'subject' | 'createdAt' | 'updatedAt' | 'deletedAt')
  | ('statusSlug' | 'statusIsClosed' | 'priorityId' | 'typeId' | 'departmentId' | 'departmentName')
  | ('assigneeId' | 'assigneeFirstName' | 'assigneeLastName' | 'assigneeUsername' | 'assigneeEmail')
  | ('clientId' | 'requesterName' | 'requesterFirstName' | 'requesterLastName' | 'requesterEmail')
  | ('cc' | 'bcc' | 'followerIds' | 'tags' | 'locked' | 'slaDueAt' | 'frozenUntil')
  | ('viewedByStaff' | 'viewedByClient' | 'rating' | 'ratingComment' | 'ratedAt')
>;

/** Shows a ticket to the caller. Clients don't see blind copies or the fields for staff. */
export async function presentTicket(context: Context, ticket: TicketFacts): Promise<ShownTicket> {
  const [shown] = await presentTickets(context, [ticket]);
  if (shown === undefined) throw new Error('presentTickets returned no ticket');
  return shown;
}

/**
 * Shows a ticket that the call has just written. Staff see the result even if the change moved the ticket out of their
 * departments.
 *
 * @param id the id of an existing ticket
 */
export async function presentWritten(context: Context, id: number): Promise<ShownTicket> {
  const ticket = await findTicketFacts(context.db, id);
  if (ticket === undefined) throw new Error('a ticket that was just written is gone');
  return presentTicket(context, ticket);
}

/** Shows tickets in the order given. One statement loads the custom fields of all of them. */
export async function presentTickets(context: Context, tickets: TicketFacts[]): Promise<ShownTicket[]> {
  const values = await listFieldValues(
    context.db,
    tickets.map(({ id }) => id),
  );
  const visible = context.caller.clientId === null ? values : values.filter(({ staffOnly }) => !staffOnly);
  const fieldsOf = new Map<number, ShownField[]>(tickets.map(({ id }) => [id, []]));
  for (const value of visible) fieldsOf.get(value.ticketId)?.push(presentField(value));
  return tickets.map((ticket) => present(ticket, fieldsOf.get(ticket.id) ?? [], context));
}

const flag = (set: boolean): 0 | 1 => (set ? 1 : 0);

/** The source of all tickets: the API's documents list no source that fits ours better. */
export const SOURCE = 'system';

/** Shows a ticket with these custom fields, which the caller may see. */
export function present(ticket: ShownFacts, customFields: ShownField[], { caller, now }: Context) {
  return {
    id: ticket.id,
    pid: caller.clientId === null || ticket.parentClientId === caller.clientId ? (ticket.parentId ?? 0) : 0,
    unique_id: uniqueId(ticket.id),
    date_created: ticket.createdAt,
    date_updated: ticket.updatedAt,
    title: ticket.subject,
    source: SOURCE,
    status_id: ticket.statusSlug,
    priority_id: ticket.priorityId,
    type_id: ticket.typeId,
    department_id: ticket.departmentId,
    department_name: ticket.departmentName,
    owner_id: ticket.assigneeId === null ? 0 : staffUserId(ticket.assigneeId),
    ...ownerName(ticket),
    // Staff write to clients through the desk, so a client does not learn their addresses.
    owner_email: caller.clientId === null ? ticket.assigneeEmail : '',
    user_id: ticket.clientId ?? 0,
    ...userName(ticket),
    user_email: ticket.requesterEmail,
    cc: ticket.cc,
    bcc: caller.clientId === null ? ticket.bcc : [],
    followers: ticket.followerIds.map(staffUserId),
    ticket_lock: flag(ticket.locked),
    sla_date: ticket.slaDueAt ?? '',
    sla_flag: flag(ticket.slaDueAt !== null && ticket.slaDueAt < now && !ticket.statusIsClosed),
    freeze_date: ticket.frozenUntil,
    freeze: flag(ticket.frozenUntil !== null && ticket.frozenUntil > now),
    viewed_by_staff: flag(ticket.viewedByStaff),
    viewed_by_client: flag(ticket.viewedByClient),
    rate: ticket.rating,
    rate_comment: ticket.ratingComment,
    rate_date: ticket.ratedAt ?? '',
    deleted: flag(ticket.deletedAt !== null),
    custom_fields: customFields,
    tags: ticket.tags,
    jira_issues: [],
  };
}

const ownerName = (ticket: ShownFacts) => {
  const isNamed = ticket.assigneeFirstName !== '' || ticket.assigneeLastName !== '';
  return {
    owner_name: isNamed ? ticket.assigneeFirstName : ticket.assigneeUsername,
    owner_lastname: ticket.assigneeLastName,
  };
};

/** Companies and guests have only one name, so they have no last name. */
const userName = (ticket: ShownFacts) => {
  const isNamed = ticket.requesterFirstName !== '' || ticket.requesterLastName !== '';
  return {
    user_name: isNamed ? ticket.requesterFirstName : ticket.requesterName,
    user_lastname: ticket.requesterLastName,
  };
};
