import type { Context } from '../../calls/action';
import { notFound } from '../../errors';
import { listFirstMessageAttachments } from '../../store/tickets/attachments';
import { type CategoryPath, listCategoryPaths } from '../../store/tickets/categories';
import { findTicketFacts, listFieldValues, type TicketFacts } from '../../store/tickets/rest-views';
import { findTicketForUpdate, type TicketRow } from '../../store/tickets/tickets';
import { showCustomField } from '../../tickets/custom-field-rules';
import { RenderBudget } from '../../tickets/render';
import { groupBy, presentFiles, presentText } from './messages';
import { wordOf } from './statuses';
import { idOfCustomer, presentUser } from './users';

const TICKET_NOT_FOUND = 'Ticket ID not found';

/** Whether the ticket is in one of the caller's departments. Others count as missing. */
const isVisible = ({ caller }: Context, { departmentId }: { departmentId: number }): boolean =>
  caller.departmentIds === null || caller.departmentIds.includes(departmentId);

/**
 * Finds a ticket to show. A deleted ticket is found too, and is marked as deleted.
 *
 * @throws ApiError (not_found) `Ticket ID not found`
 */
export async function findVisibleTicket(context: Context, id: number): Promise<TicketFacts> {
  const ticket = await findTicketFacts(context.db, id);
  if (ticket === undefined || !isVisible(context, ticket)) throw notFound(TICKET_NOT_FOUND);
  return ticket;
}

/**
 * Finds a ticket to change, and locks it until the call ends. Deleted tickets are not found.
 *
 * @throws ApiError (not_found) `Ticket ID not found`
 */
export async function findTicketToChange(context: Context, id: number): Promise<TicketRow> {
  const ticket = await findTicketForUpdate(context.db, { id }, context.caller);
  if (ticket === undefined) throw notFound(TICKET_NOT_FOUND);
  return ticket;
}

/** Shows tickets, in the order given. The number of statements does not depend on the number of tickets. */
export async function presentTickets(context: Context, tickets: TicketFacts[]) {
  const ids = tickets.map(({ id }) => id);
  const categoryIds = tickets.map(({ categoryId }) => categoryId).filter((id) => id !== null);
  const [values, files, categories] = await Promise.all([
    listFieldValues(context.db, ids),
    listFirstMessageAttachments(context.db, ids),
    listCategoryPaths(context.db, categoryIds),
  ]);
  const valuesOf = groupBy(values, ({ ticketId }) => ticketId);
  const filesOf = groupBy(files, ({ ticketId }) => ticketId);
  const budget = new RenderBudget();
  return tickets.map((ticket) => ({
    id: ticket.id,
    title: ticket.subject,
    ...presentText(ticket, budget),
    author: presentRequester(ticket),
    category: presentCategory(categories.find(({ id }) => id === ticket.categoryId)),
    creationTime: ticket.createdAt,
    lastThreadElementCreationTime: ticket.lastReplyAt,
    customFields: (valuesOf.get(ticket.id) ?? []).map(({ id, name, value, options }) => ({
      id,
      key: name,
      value: showCustomField(value, options),
    })),
    lockedBy: presentAssignee(ticket),
    originalLink: null,
    properties: presentProperties(ticket),
    replyCount: ticket.replyCount,
    isMuted: false,
    sentiment: ticket.sentiment,
    source: SOURCE,
    detailedSource: DETAILED_SOURCE,
    sourceName: ticket.sourceName || null,
    status: wordOf({ slug: ticket.statusSlug, isAwaiting: ticket.statusIsAwaiting, isClosed: ticket.statusIsClosed }),
    tags: ticket.tags,
    attachments: presentFiles(context, ticket.id, filesOf.get(ticket.id) ?? []),
  }));
}

/** Shows one ticket, after the call's changes. */
export async function presentTicket(context: Context, ticket: TicketFacts) {
  const [presented] = await presentTickets(context, [ticket]);
  return presented;
}

/** The source of every ticket of this desk, in the API's words. */
export const SOURCE = 'web';
export const DETAILED_SOURCE = 'web_website';

const presentRequester = (ticket: TicketFacts) =>
  presentUser(
    {
      id: idOfCustomer(ticket, {
        person: ticket.requesterPerson,
        clientUuid: ticket.clientUuid,
        name: ticket.requesterName,
        email: ticket.requesterEmail,
      }),
      name: ticket.requesterName,
      email: ticket.requesterEmail,
      image: ticket.requesterImage ?? (ticket.requesterPerson === null ? ticket.clientImage : null),
    },
    'client',
  );

/** The members start with capitals, as in the API's documentation. */
const presentCategory = (category: CategoryPath | undefined) =>
  category === undefined
    ? null
    : {
        Id: category.id,
        Name: category.name,
        Parents: category.parents.map(({ id, name }) => ({ Id: id, Name: name })),
      };

const presentAssignee = (ticket: TicketFacts) =>
  ticket.assigneeUuid === null
    ? null
    : presentUser(
        {
          id: ticket.assigneeUuid,
          name: `${ticket.assigneeFirstName} ${ticket.assigneeLastName}`.trim() || ticket.assigneeUsername,
          email: ticket.assigneeEmail,
          image: null,
        },
        'team',
      );

/** Properties that our desk does not have are false. */
const presentProperties = (ticket: TicketFacts) => ({
  isAnonymized: false,
  isMuted: false,
  hasAttachments: ticket.hasAttachments,
  hasDraft: ticket.hasDraft,
  isAssignedToBot: false,
  isDeleted: ticket.deletedAt !== null,
  isExpired: false,
  isHidden: false,
  isLocked: ticket.locked,
  isSpam: false,
  isSensitive: false,
});
