import { ADDRESSES } from '../config/addresses';
import { ApiError } from '../errors';
import type { Plain } from '../wire/present';
import { type ListedTicket, listPage, plainPage, type ShownTicket, ticketPage } from './client-html';
import { type Door, type DoorParts, perform, type Reply } from './door';
import { addressOf } from './headers';
import { COOKIE, PAGES, pageDoor, Refused, show, text, type Visitor } from './page-door';

type Answer = (visitor: Visitor) => Promise<Reply>;

const cookieOf = (token: string, seconds: number, isSecure: boolean): string =>
  `${COOKIE}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

const DEAD_LINK = new Refused(
  'forbidden',
  'This link does not work any more',
  'It works once, within a minute. Please go back to the portal and follow its link again.',
);

/** `/oauth/singlesignon.php`: turns a token of CreateSsoToken into a session, and redirects to the token's page. */
const singleSignOn =
  (parts: DoorParts): Answer =>
  async ({ fields, req }) => {
    const token = text(fields.access_token);
    const signed = /^[0-9a-f]{40}$/.test(token) ? await parts.sessions.signOn(token, addressOf(req)) : undefined;
    if (signed === undefined) throw DEAD_LINK;
    const { publicUrl } = await parts.settings();
    const cookie = cookieOf(signed.session, signed.seconds, publicUrl.startsWith('https:') || req.secure);
    // This page is one folder deep, so `..` leads to the top. The target stays on this server whatever the path, and
    // below a prefix that a proxy may add.
    return show('', 303, { Location: `..${signed.path}`, 'Set-Cookie': cookie });
  };

/** `POST /logout.php`, from a page of the session. */
const signOut =
  (parts: DoorParts): Answer =>
  async ({ fields, session, req }) => {
    if (session === '') throw new ApiError('unauthenticated', 'Unauthenticated.');
    if (!(await parts.sessions.signOut(session, text(fields.proof), addressOf(req)))) {
      throw new ApiError('forbidden', 'Please use the button on a page of your tickets.');
    }
    const goodbye = plainPage('You are signed out', 'To come back, please use the link in the portal.');
    return show(goodbye, 200, { 'Set-Cookie': cookieOf('', 0, false) });
  };

/** Runs an action as the signed-in client. */
async function ask(parts: DoorParts, visitor: Visitor, name: string, sent: Record<string, unknown>) {
  const caller = await parts.callers.session(visitor.session);
  const { call } = visitor.res.locals;
  call.caller = caller.name;
  if (!caller.may(name.toLowerCase())) {
    throw new ApiError('forbidden', 'The owner of the account has not given you its tickets to see.');
  }
  const { answer } = await perform(parts, {
    caller,
    action: name,
    read: async () => ({ fields: sent, files: [] }),
    address: addressOf(visitor.req),
    how: { idFormat: 'string' },
    log: call,
  });
  return answer;
}

const viewerOf = async (parts: DoorParts, { session }: Visitor) => ({
  companyName: (await parts.settings()).companyName,
  proof: parts.sessions.proofOf(session),
});

const ON_A_PAGE = 25;

/** `/supporttickets.php`, also served as the start page: the client's tickets. */
const ticketList =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const asked = text(visitor.fields.page);
    const current = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1;
    const limits = { limitstart: (current - 1) * ON_A_PAGE, limitnum: ON_A_PAGE };
    // The type of an answer names no members. GetTickets' schema promises those of TicketList.
    const answer = (await ask(parts, visitor, 'GetTickets', limits)) as unknown as TicketList;
    const last = Math.max(1, Math.ceil(Number(answer.totalresults) / ON_A_PAGE));
    return show(listPage(answer.tickets.ticket, { current, last }, await viewerOf(parts, visitor)));
  };

interface TicketList {
  totalresults: Plain;
  tickets: { ticket: ListedTicket[] };
}

const TICKET_NOT_FOUND = new Refused(
  'not_found',
  'There is no such ticket',
  'Please look at the list of your tickets.',
);

/** `/viewticket.php?tid=`: one of the client's tickets. Other clients' tickets get the same answer as missing ones. */
const viewTicket =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const ticketnum = text(visitor.fields.tid);
    const ticket = await ask(parts, visitor, 'GetTicket', { ticketnum }).catch((thrown: unknown) => {
      throw thrown instanceof ApiError && ['invalid', 'not_found'].includes(thrown.kind) ? TICKET_NOT_FOUND : thrown;
    });
    // As above: GetTicket's schema promises the members of ShownTicket.
    return show(ticketPage(ticket as unknown as ShownTicket, await viewerOf(parts, visitor)));
  };

/** One page, with its description for OpenAPI. */
export interface ClientPage {
  path: string;
  methods: readonly ('GET' | 'HEAD' | 'POST')[];
  /** Whether the page needs a session. The single sign-on page does not. */
  isSignedIn: boolean;
  summary: string;
  /** The parameters: in the query string, or with POST in a form. */
  fields: Readonly<Record<string, { description: string; isRequired: boolean }>>;
  /** The page's own answers and refusals, by status. */
  answers: Readonly<Record<number, string>>;
  answer(parts: DoorParts): Answer;
}

const PAGE = { page: { description: 'The page of the list, from 1', isRequired: false } };
const NOT_ALLOWED = 'Not signed in, the owner has not given access to the tickets, or the address is banned';

/** The pages for clients who are signed in, listed once for the app and for OpenAPI. */
export const CLIENT_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.singleSignOn,
    methods: ['GET', 'POST'],
    isSignedIn: false,
    summary: 'Sign a client in with a token of CreateSsoToken, which works once and for a minute',
    fields: { access_token: { description: 'The token', isRequired: true } },
    answers: {
      303: 'Signed in: sets a cookie and redirects to the page for which the token was made',
      403: 'The link does not work any more, or the address is banned',
    },
    answer: singleSignOn,
  },
  {
    path: ADDRESSES.ticketList,
    methods: ['GET', 'HEAD'],
    isSignedIn: true,
    summary: "The client's tickets",
    fields: PAGE,
    answers: { 200: 'The list', 403: NOT_ALLOWED },
    answer: ticketList,
  },
  {
    path: ADDRESSES.clientArea,
    methods: ['GET', 'HEAD'],
    isSignedIn: true,
    summary: "The start page, which lists the client's tickets",
    fields: PAGE,
    answers: { 200: 'The list', 403: NOT_ALLOWED },
    answer: ticketList,
  },
  {
    path: ADDRESSES.ticket,
    methods: ['GET', 'HEAD'],
    isSignedIn: true,
    summary: "One of the client's tickets with its messages",
    fields: { tid: { description: "The ticket's number", isRequired: true } },
    answers: { 200: 'The ticket', 403: NOT_ALLOWED, 404: 'The client has no such ticket' },
    answer: viewTicket,
  },
  {
    path: ADDRESSES.signOut,
    methods: ['POST'],
    isSignedIn: true,
    summary: 'Sign out, as the button on each page does',
    fields: { proof: { description: "The session's CSRF token, which its pages contain", isRequired: true } },
    answers: { 200: 'Signed out', 403: 'Not signed in, the proof is wrong, or the address is banned' },
    answer: signOut,
  },
];

/** The same pages as doors. */
export const clientPages: readonly Door[] = CLIENT_PAGES.map(({ path, methods, answer }) => ({
  ...PAGES,
  addresses: [path],
  open: (parts) => pageDoor(parts, methods, answer(parts)),
}));
