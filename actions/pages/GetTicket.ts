import { action, type Context } from '../../src/calls/action';
import { isNew } from '../../src/dialects/pages/client-tickets';
import { noTicket, referenceFor, stateOf } from '../../src/dialects/pages/tickets';
import { draftWriter } from '../../src/dialects/pages/writers';
import type { PagesGetTicket } from '../../src/generated/pages/GetTicket';
import { showMessage } from '../../src/inbound/shown-message';
import {
  type ConversationFile,
  type ConversationMessage,
  listConversation,
} from '../../src/store/tickets/conversation';
import { findDraft } from '../../src/store/tickets/drafts';
import {
  findTicketRating,
  listReplyRatings,
  type ReplyRating,
  type TicketRating,
} from '../../src/store/tickets/ratings';
import { findTicketView } from '../../src/store/tickets/whmcs-views';
import { isChangeable } from '../../src/tickets/rate';
import { RenderBudget } from '../../src/tickets/render';
import { cleanFileName } from '../../src/wire/file-name';
import { isImageName } from '../../src/wire/image-type';

/** How many messages a page has, and one that is to be printed. */
const ON_A_PAGE = 100;
const ON_PAPER = 500;

const NEWEST = 0;

export default action<PagesGetTicket>(async ({ ticketnum, before = NEWEST, images, whole = false }, context) => {
  const { db, caller, desk } = context;
  const most = whole ? ON_PAPER : ON_A_PAGE;
  const lookUp = (id: number) =>
    Promise.all([
      listConversation(db, id, before, most + 1),
      findDraft(db, id, draftWriter(caller)),
      findTicketRating(db, id),
      listReplyRatings(db, id),
    ]);
  const reference = referenceFor(context, ticketnum);
  // Whoever has the access code has proved which ticket it is, so that one round trip asks for everything.
  const [ticket, early] = await Promise.all([
    findTicketView(db, reference, caller),
    'id' in reference ? lookUp(reference.id) : undefined,
  ]);
  if (ticket === undefined) throw noTicket();
  const [found, draft, rated, stars] = early ?? (await lookUp(ticket.id));
  const { statuses } = await context.catalogue();
  const state = stateOf(statuses.find(({ title }) => title === ticket.status));
  const budget = new RenderBudget();
  // The newest first, so that the budget goes to what is read most.
  const messages = found.slice(0, most).map((message) => ({
    ...present(message, budget, message.id === images),
    ...presentStars(message, stars, context),
  }));
  return {
    number: ticket.number,
    subject: ticket.subject,
    state,
    status: ticket.status,
    department: ticket.departmentName,
    requester_email: ticket.email,
    created_at: ticket.createdAt,
    cc: ticket.cc === '' ? [] : ticket.cc.split(','),
    is_new: caller.clientId !== null && isNew(state, ticket),
    may_close: state !== 'closed' && !ticket.preventClientClosure,
    may_reopen: state === 'closed',
    ...(state === 'closed' && presentRating(rated, context)),
    file_limits: {
      count: desk.attachmentMaxFiles,
      bytes: desk.attachmentMaxBytes,
      types: Array.from(desk.attachmentExtensions, (extension) => `.${extension}`).join(','),
    },
    has_older: found.length > most,
    messages: messages.reverse(),
    ...(draft !== undefined && { draft: { message: draft.message, saved_at: draft.savedAt } }),
  };
});

function present(message: ConversationMessage, budget: RenderBudget, showsRemote: boolean) {
  const { html, quoted, remoteImages, shownFiles } = showMessage(message, budget, showsRemote);
  return {
    id: message.id,
    is_staff: message.authorKind === 'staff',
    author: message.name,
    author_email: message.email,
    created_at: message.createdAt,
    html,
    quoted,
    remote_images: remoteImages,
    files: message.files.map((file) => presentFile(file, shownFiles)),
    left_out: message.leftOut,
  };
}

function presentRating(rated: TicketRating | undefined, { desk, now }: Context) {
  const mayChange = desk.ticketRatingEnabled === 'on' && isChangeable(rated, now);
  if (rated === undefined && !mayChange) return {};
  return { rating: { value: rated?.rating ?? '', comment: rated?.comment ?? '', may_change: mayChange } };
}

/** Only answers of staff have stars, and not what they open a ticket with. */
function presentStars(message: ConversationMessage, ratings: ReplyRating[], { desk, now }: Context) {
  if (message.authorKind !== 'staff' || message.isFirst) return {};
  const rated = ratings.find(({ messageId }) => messageId === message.id);
  const mayChange = desk.ticketRatingEnabled === 'on' && isChangeable(rated, now);
  if (rated === undefined && !mayChange) return {};
  return { stars: { count: rated?.stars ?? 0, may_change: mayChange } };
}

function presentFile({ id, name, size, isRemoved, url }: ConversationFile, shownFiles: number[]) {
  // Names come in clean, except for those of a database that was filled by something else.
  const clean = cleanFileName(name);
  const isPreviewed = isImageName(clean) && !shownFiles.includes(id);
  return { id, name: clean, size, is_image: isPreviewed, is_kept: !isRemoved, url: isRemoved ? '' : (url ?? '') };
}
