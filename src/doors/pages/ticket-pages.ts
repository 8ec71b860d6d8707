import type { Caller } from '../../access/caller';
import { ADDRESSES } from '../../config/addresses';
import { ApiError, asApiError, type ErrorKind } from '../../errors';
import type { View } from '../../pages/conversation';
import { type Visit, WITH_REMOTE_IMAGES } from '../../pages/layout';
import { printedTicketPage, type ShownTicket, ticketAddress, ticketPage, type Way } from '../../pages/ticket';
import { sizeOf } from '../../pages/times';
import { ALPHANUMERIC, drawText } from '../../text/draw';
import type { DoorParts, Reply } from '../door';
import { decodeSegment, HTTP_STATUS, retryAfter } from '../headers';
import { askAs } from './asking';
import { type ClientPage, NOT_ALLOWED } from './client-page';
import { errorTexts, Refused } from './error-page';
import { mostOfFiles, show, text, type Visitor, visitOf } from './page-door';
import { ticketFile } from './ticket-files';
import { isTask, type Task, taskOf } from './ticket-tasks';
import { reaching, visitorOf, wayOf } from './ticket-visit';
import { isSameText } from './written';

type Answer = (visitor: Visitor) => Promise<Reply>;

/** The refusals that are shown on the page, above the message that was refused. */
const SHOWN_ON_PAGE: readonly ErrorKind[] = ['invalid', 'forbidden', 'too_large', 'conflict', 'busy', 'unavailable'];

const KEY = /^[A-Za-z0-9]{22}[a-z]?$/;
const drawKey = (): string => drawText(ALPHANUMERIC, 22);

/** A form keeps its key, because whether it was taken may be unknown. What was sent with a key belongs to it, though. */
function keyAfter({ fields }: Visitor, { kind }: ApiError): string {
  const key = text(fields.key);
  return kind !== 'conflict' && KEY.test(key) ? key.slice(0, 22) : drawKey();
}

/** `/viewticket.php?tid=&c=`: one ticket. POST answers, closes or reopens it, and then leads back to it. */
const viewTicket =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const visit = await visitOf(parts, visitor);
    const asked = wayOf(visitor);
    const isForm = visitor.req.method === 'POST';
    // Of a form that does not even say which ticket it is for, no word could be shown again.
    if (visitor.problem !== undefined && (!isForm || asked.number === '')) throw visitor.problem;
    const caller = await reaching(() => visitorOf(parts, visitor, asked));
    const isClient = caller.clientId !== null;
    // A link with a code shows the ticket as its requester sees it, whoever else is signed in here.
    const [seen, way] = isClient ? [visit, { ...asked, code: '' }] : [{ ...visit, proof: undefined }, asked];
    const view = viewOf(visitor);
    const ask = () => look(parts, visitor, caller, way, view);
    if (!isForm) {
      const task = text(visitor.fields.done);
      const { texts } = visit.language;
      const done = task === 'opened' ? texts.submit.opened : isTask(task) ? taskOf(task).done(texts) : '';
      const ticket = await ask();
      if (ticket.is_new && visitor.req.method === 'GET') await noteSeen(parts, visitor, caller, way);
      const body = view.isPrinted
        ? printedTicketPage(seen, way, ticket, view)
        : ticketPage(seen, way, ticket, { done, problem: '', message: '' }, drawKey(), view);
      return show(body, 200, showsRemoteImages(ticket, view) ? WITH_REMOTE_IMAGES : {});
    }
    try {
      const task = await perform(parts, visitor, caller, way);
      const reply = task === 'ratereply' ? idIn(visitor.fields.replyid) : undefined;
      const place = reply === undefined ? '' : `#m${reply}`;
      return show('', 303, { Location: ticketAddress(ADDRESSES.ticket, way, { done: task }) + place });
    } catch (thrown) {
      const error = asApiError(thrown);
      // It became another client's, or was deleted, while its page was open.
      if (error.kind === 'not_found') throw new Refused('not_found', 'gone');
      if (!SHOWN_ON_PAGE.includes(error.kind)) throw thrown;
      visitor.res.locals.call.refused = error.kind;
      const told = {
        done: '',
        problem: problemOf(parts, visit, error),
        ...enteredIn(visitor),
      };
      return show(
        ticketPage(seen, way, await ask(), told, keyAfter(visitor, error), view),
        HTTP_STATUS[error.kind],
        retryAfter(error),
      );
    }
  };

/** Says why a form was refused, in the words of the page. */
function problemOf({ bodyBytes }: DoorParts, visit: Visit, error: ApiError): string {
  const { texts } = visit.language;
  // The form was sent, no answer came, and what it says was changed before it was sent again.
  if (error.kind === 'conflict') return texts.script.draftArrived;
  if (error.kind === 'too_large') return texts.submit.tooLarge(sizeOf(visit, bodyBytes));
  return errorTexts(visit.language, error).text;
}

/** What the refused form had, so that no word is lost. */
function enteredIn({ fields }: Visitor) {
  const { task, message, email, rating, comment } = fields;
  return {
    message: text(message),
    ...(task === 'addcopy' && { email: text(email) }),
    ...(task === 'rate' && { rating: { rating: text(rating), comment: text(comment) } }),
  };
}

/** An id in the query string; undefined if there is none. */
const idIn = (value: unknown): number | undefined =>
  /^[1-9]\d{0,8}$/.test(text(value)) ? Number(text(value)) : undefined;

const viewOf = ({ fields, req }: Visitor): View => ({
  before: idIn(fields.before),
  images: idIn(fields.images),
  isPrinted: req.method !== 'POST' && text(fields.print) !== '',
});

/** The page as it is without anything chosen. */
const NEWEST: View = { before: undefined, images: undefined, isPrinted: false };

/** Only then may the page load anything from elsewhere. */
const showsRemoteImages = ({ messages }: ShownTicket, { images }: View): boolean =>
  messages.some(({ id, remote_images }) => id === images && remote_images > 0);

async function look(
  parts: DoorParts,
  visitor: Visitor,
  caller: Caller,
  way: Way,
  { before, images, isPrinted }: View,
): Promise<ShownTicket> {
  const fields = {
    ...{ ticketnum: way.number, whole: isPrinted },
    ...(before !== undefined && { before }),
    ...(images !== undefined && { images }),
  };
  const { result } = await reaching(() => askAs(parts, visitor, caller, 'GetTicket', { folder: 'pages', fields }));
  // The type of a result names no members. GetTicket's schema promises those of ShownTicket.
  const ticket = result as unknown as ShownTicket;
  const file_limits = { ...ticket.file_limits, total: mostOfFiles(parts) };
  return { ...ticket, file_limits, userId: caller.session?.userId ?? undefined };
}

/**
 * Notes that the client has seen our answer. Only for those who are signed in: programs that check mail follow its links.
 * The page is shown even if this cannot be noted now.
 */
async function noteSeen(parts: DoorParts, visitor: Visitor, caller: Caller, { number }: Way): Promise<void> {
  try {
    await askAs(parts, visitor, caller, 'SeeTicket', { folder: 'pages', fields: { ticketnum: number } });
  } catch (thrown) {
    if (asApiError(thrown).kind === 'internal') throw thrown;
  }
}

/** Does what a form asks for. The access code proves that it comes from a page of ours, and the proof does in a session. */
async function perform(parts: DoorParts, visitor: Visitor, caller: Caller, way: Way): Promise<Task> {
  const { fields, files, session, problem } = visitor;
  if (problem !== undefined) throw problem;
  if (way.code === '' && !parts.sessions.isProof(session, text(fields.proof))) {
    throw new Refused('forbidden', 'strangeForm');
  }
  const task = text(fields.task);
  if (!isTask(task)) throw new ApiError('invalid', 'Please use the buttons on the page of the ticket.');
  const key = text(fields.key);
  const { action, fields: names } = taskOf(task);
  const sent = { ticketnum: way.number, ...Object.fromEntries(names.map((name) => [name, text(fields[name])])) };
  const { replayed } = await askAs(parts, visitor, caller, action, {
    ...{ folder: 'pages', fields: sent },
    ...(task === 'reply' && { files }),
    ...(KEY.test(key) && { idempotencyKey: key }),
  });
  if (replayed && task === 'reply') await forgetSent(parts, visitor, caller, way);
  return task;
}

/** Removes the draft of what had arrived before: it was kept while its author waited for an answer that got lost. */
async function forgetSent(parts: DoorParts, visitor: Visitor, caller: Caller, way: Way): Promise<void> {
  const { draft } = await look(parts, visitor, caller, way, NEWEST);
  if (draft === undefined || !isSameText(draft.message, text(visitor.fields.message))) return;
  await askAs(parts, visitor, caller, 'SaveDraft', { folder: 'pages', fields: { ticketnum: way.number, message: '' } });
}

/** `/ticket/NUMBER/CODE`: the short form of a ticket's link. */
const ticketLink =
  (): Answer =>
  async ({ req }) => {
    const [number = '', code = ''] = req.path.slice(ADDRESSES.ticketLink.length).split('/').map(decodeSegment);
    // Relative, so that it works below a proxy's prefix: up as many folders as the path has.
    const up = '../'.repeat(req.path.split('/').length - 2);
    return show('', 303, { Location: up + ticketAddress(ADDRESSES.ticket, { number, code }) });
  };

const TICKET = {
  tid: { description: "The ticket's number", isRequired: true },
  c: { description: 'Its access code, for visitors who are not signed in', isRequired: false },
};
const NO_SUCH_TICKET = 'There is no such ticket, the code is wrong, or it is not of the client who is signed in';

/** The pages of one ticket. */
export const TICKET_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.ticket,
    methods: ['GET', 'HEAD', 'POST'],
    isSignedIn: false,
    summary: 'A ticket with its conversation, and the form to answer, close or open it again',
    fields: {
      ...TICKET,
      before: { description: 'Shows only messages older than the one with this id', isRequired: false },
      images: {
        description: 'The id of the message whose pictures on other servers are shown',
        isRequired: false,
      },
      print: { description: 'Whether to show everything unfolded and without forms', isRequired: false },
    },
    answers: {
      200: 'The ticket',
      303: 'Done: redirects to the ticket',
      403: NOT_ALLOWED,
      404: NO_SUCH_TICKET,
      413: 'The files are too large: the form with what was written',
      429: 'Too many wrong links',
    },
    mostBytes: Number.POSITIVE_INFINITY,
    keepsForms: true,
    answer: viewTicket,
  },
  {
    path: `${ADDRESSES.ticketLink}{number}/{code}`,
    address: `${ADDRESSES.ticketLink}*`,
    methods: ['GET', 'HEAD'],
    isSignedIn: false,
    summary: "The short form of a ticket's link",
    fields: {
      number: { description: "The ticket's number", isRequired: true },
      code: { description: 'Its access code', isRequired: true },
    },
    answers: { 303: 'Redirects to the page of the ticket', 403: 'The address is banned' },
    answer: ticketLink,
  },
  {
    path: ADDRESSES.ticketFile,
    methods: ['GET', 'HEAD'],
    isSignedIn: false,
    summary: 'A file of a ticket',
    fields: {
      ...TICKET,
      file: { description: "The file's id", isRequired: true },
      preview: { description: 'Whether to answer a picture to be shown, and nothing else', isRequired: false },
    },
    answers: { 200: 'The file', 403: NOT_ALLOWED, 404: NO_SUCH_TICKET, 429: 'Too many wrong links' },
    answer: ticketFile,
  },
];
