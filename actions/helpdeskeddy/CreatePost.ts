import { action, type Context } from '../../src/calls/action';
import { readUserId } from '../../src/dialects/helpdeskeddy/people';
import { showPost } from '../../src/dialects/helpdeskeddy/posts';
import { noTicket, tryToHold } from '../../src/dialects/helpdeskeddy/tickets';
import { invalid } from '../../src/errors';
import type { HelpdeskeddyCreatePost } from '../../src/generated/helpdeskeddy/CreatePost';
import { listStatuses } from '../../src/store/desk/statuses';
import { listStaffByIds } from '../../src/store/people/people';
import type { Author, TicketRow } from '../../src/store/tickets/tickets';
import { checkAttachments } from '../../src/tickets/attachments';
import { ofClient, ofStaff } from '../../src/tickets/authors';
import { replyToTicket } from '../../src/tickets/reply';
import { statusAfterReply } from '../../src/tickets/status';

/** Checks in the order of `x-refusals`. */
export default action<HelpdeskeddyCreatePost>(async ({ id, text, user_id, files }, context) => {
  const { db, now, desk } = context;
  const [ticket, statuses] = await Promise.all([tryToHold(context, id), listStatuses(db)]);
  if (ticket === undefined) throw noTicket(id);
  const current = statuses.find((status) => status.id === ticket.statusId);
  if (current === undefined || current.isClosed) throw invalid(`Ticket with id {${id}} is closed`);
  const author = await findAuthor(context, ticket, user_id);
  const attachments = checkAttachments(files, desk);

  const postId = await replyToTicket(context, ticket, {
    author,
    body: text,
    format: 'html',
    createdAt: now,
    status: statusAfterReply(statuses, author, ticket) ?? current,
    customFields: [],
    attachments,
    quiet: false,
    // Spam filters apply to guests only, who cannot call this.
    spamFilters: [],
  });
  return { data: await showPost(context, ticket.id, postId) };
});

/** Finds the author: the caller, or somebody that a caller from staff names. A client writes as itself only. */
async function findAuthor(
  { db, caller }: Context,
  ticket: Pick<TicketRow, 'clientId'>,
  userId: number | undefined,
): Promise<Author> {
  const named = userId === undefined ? undefined : readUserId(userId);
  if (caller.clientId !== null) {
    if (named === undefined || (named.kind === 'client' && named.id === caller.clientId)) {
      return ofClient(caller.clientId);
    }
  } else {
    if (named === undefined) return ofStaff(caller.staff?.id ?? null, caller.staff?.name ?? '');
    if (named.kind === 'client' && named.id === ticket.clientId) return ofClient(named.id);
    const [staff] = named.kind === 'staff' ? await listStaffByIds(db, [named.id]) : [];
    if (staff !== undefined) return ofStaff(staff.id, staff.name);
  }
  throw invalid(`Parameter "user_id" must be the id of the ticket's client or of a member of staff`);
}
