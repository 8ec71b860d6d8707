import type { Context } from '../../calls/action';
import { listAttachmentsOf } from '../../store/tickets/attachments';
import type { MessageFacts } from '../../store/tickets/messages';
import { listReplyLevels } from '../../store/tickets/reply-levels';
import type { TicketFacts } from '../../store/tickets/rest-views';
import { uuidOf } from '../../tickets/authors';
import { RenderBudget } from '../../tickets/render';
import { groupBy, presentFiles, presentText } from './messages';
import { guestUuid } from './tickets';

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
    author: presentAuthor(reply),
    attachments: presentFiles(context, ticket.id, filesOf.get(reply.id) ?? []),
    ...presentRecipients(ticket, reply),
    creationTime: reply.createdAt,
    properties: { isByTeam: reply.authorKind === 'staff', isDraft: reply.isDraft, isHidden: false },
  }));
}

const presentAuthor = (reply: MessageFacts) => {
  const byTeam = reply.authorKind === 'staff';
  return {
    id: byTeam
      ? (reply.staffUuid ?? uuidOf(`staff ${reply.authorName.toLowerCase()}`))
      : (reply.clientUuid ?? guestUuid(reply.ticketId, reply.authorEmail)),
    name: reply.authorName,
    image: reply.authorImage,
    email: reply.authorEmail,
    status: byTeam ? 'team' : 'client',
    isBot: false,
  };
};

/** Replies of the team go to the ticket's author, with copies. Replies to the team go to no one else. */
const presentRecipients = (ticket: TicketFacts, { authorKind }: MessageFacts) =>
  authorKind === 'staff'
    ? { ccEmails: ticket.cc, toEmails: [ticket.requesterEmail].filter((email) => email !== '') }
    : { ccEmails: [], toEmails: [] };
