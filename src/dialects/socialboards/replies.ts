import type { Context } from '../../calls/action';
import { listAttachmentsOf } from '../../store/tickets/attachments';
import type { MessageFacts } from '../../store/tickets/messages';
import { listReplyLevels } from '../../store/tickets/reply-levels';
import type { TicketFacts } from '../../store/tickets/rest-views';
import { uuidOf } from '../../tickets/authors';
import { RenderBudget } from '../../tickets/render';
import { groupBy, presentFiles, presentText } from './messages';
import { idOfCustomer, presentUser } from './users';

/** Shows the replies to one ticket, in the order given. */
export async function presentReplies(context: Context, ticket: TicketFacts, replies: MessageFacts[]) {
  const ids = replies.map(({ id }) => id);
  const [files, levels] = await Promise.all([
    listAttachmentsOf(context.db, 'message', ids),
    listReplyLevels(context.db, ticket.id, ids),
  ]);
  const filesOf = groupBy(files, ({ messageId }) => messageId);
  const levelOf = new Map(levels.map(({ id, level }) => [id, level]));
  const budget = new RenderBudget();
  return replies.map((reply) => ({
    id: reply.id,
    ticketId: ticket.id,
    parentReplyId: reply.parentId,
    level: levelOf.get(reply.id) ?? 0,
    ...presentText({ messageId: reply.id, body: reply.body, format: reply.format }, budget),
    author: presentAuthor(ticket, reply),
    attachments: presentFiles(context, ticket.id, filesOf.get(reply.id) ?? []),
    ...presentRecipients(ticket, reply),
    creationTime: reply.createdAt,
    properties: { isByTeam: reply.authorKind === 'staff', isDraft: reply.isDraft, isHidden: false },
    // On this desk, only tickets have tags.
    tags: [],
  }));
}

function presentAuthor(ticket: TicketFacts, reply: MessageFacts) {
  const { authorName: name, authorEmail: email, authorPerson: person, clientUuid } = reply;
  if (reply.authorKind === 'staff') {
    const id = reply.staffUuid ?? uuidOf(`staff ${name.toLowerCase()}`);
    return presentUser({ id, name, email, image: null }, 'team');
  }
  const id = idOfCustomer(ticket, { person, clientUuid, name, email });
  return presentUser({ id, name, email, image: person === null ? reply.authorImage : null }, 'client');
}

/** Replies of the team go to the ticket's author, with copies. Replies to the team go to no one else. */
const presentRecipients = (ticket: TicketFacts, { authorKind }: MessageFacts) =>
  authorKind === 'staff'
    ? { ccEmails: ticket.cc, toEmails: [ticket.requesterEmail].filter((email) => email !== '') }
    : { ccEmails: [], toEmails: [] };
