import { linkCaller } from '../../access/caller';
import { ADDRESSES } from '../../config/addresses';
import { asApiError, type ErrorKind } from '../../errors';
import { isolated } from '../../pages/html';
import { messagePage, type Visit } from '../../pages/layout';
import { invitePage, passwordPage, type Refilled, type ShownInvite } from '../../pages/links';
import { confirmTicketPage } from '../../pages/new-ticket';
import type { Texts } from '../../pages/texts';
import { inLanguage } from '../../pages/texts/problems';
import { ticketAddress } from '../../pages/ticket';
import type { Plain } from '../../wire/present';
import { type Door, type DoorParts, type Protocol, perform } from '../door';
import { addressOf, HTTP_STATUS, retryAfter } from '../headers';
import type { Route } from '../rest';
import { Refused } from './error-page';
import { PAGES, pageDoor, show, text, type Visitor, visitOf } from './page-door';

const PASSWORD = `${ADDRESSES.passwordReset}:token` as const;
const INVITE = `${ADDRESSES.invite}:token` as const;
const CONFIRMATION = `${ADDRESSES.ticketConfirmation}:token` as const;

/** The pages that mailed links lead to: GET shows a form, POST submits it. */
export const LINK_ROUTES = [
  { method: 'GET', path: PASSWORD, action: 'GetPasswordReset' },
  { method: 'POST', path: PASSWORD, action: 'ChoosePassword' },
  { method: 'GET', path: INVITE, action: 'GetInvite' },
  { method: 'POST', path: INVITE, action: 'AcceptInvite' },
  { method: 'GET', path: CONFIRMATION, action: 'GetHeldTicket' },
  { method: 'POST', path: CONFIRMATION, action: 'ConfirmTicket' },
] as const satisfies readonly Route[];

type LinkPath = (typeof LINK_ROUTES)[number]['path'];

type Answer = { [name: string]: Plain };

/** The page of one kind of link. */
interface LinkPage {
  /** Renders the form from the answer to the GET action. */
  form(visit: Visit, facts: Answer, refilled: Refilled): string;
  /** The title and text to show afterwards, or the page to go to. */
  done(texts: Texts, answer: Answer): [title: string, text: string] | { page: string };
}

const LINK_PAGES: Record<LinkPath, LinkPage> = {
  [PASSWORD]: {
    form: (visit, _facts, refilled) => passwordPage(visit, refilled),
    done: ({ links }) => [links.passwordIsSet, links.signInWithIt],
  },
  [INVITE]: {
    // The type of an answer names no members. GetInvite's schema promises those of ShownInvite.
    form: (visit, facts, refilled) => invitePage(visit, facts as unknown as ShownInvite, refilled),
    done: ({ links }, { client_name }) => [links.welcome, links.accessTo(isolated(String(client_name)))],
  },
  [CONFIRMATION]: {
    form: (visit, { subject }, { problem }) => confirmTicketPage(visit, String(subject), problem),
    done: (_texts, { tid, c }) => ({
      page: ticketAddress(ADDRESSES.ticket, { number: String(tid), code: String(c) }, { done: 'opened' }),
    }),
  },
};

const before = (path: string): string => path.slice(0, path.indexOf(':'));

/**
 * The pages of mailed links, and their addresses without a token. The token in the address is the proof. Only POST uses
 * it up, because mail scanners follow links.
 *
 * The cast restores the type of the keys, which Object.keys forgets.
 */
export const linkPages: readonly Door[] = (Object.keys(LINK_PAGES) as LinkPath[]).map((path) => ({
  ...PAGES,
  addresses: [`${before(path)}*`],
  open: (parts) => linkPage(parts, path),
}));

const deadLink = () => new Refused('forbidden', 'deadLink');

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The refusals that are shown in the form, so that it can be submitted again. */
const SHOWN_IN_FORM: readonly ErrorKind[] = ['invalid', 'too_many', 'busy'];

function linkPage(parts: DoorParts, path: LinkPath): Protocol {
  const { form, done } = LINK_PAGES[path];
  const actionOf = (method: 'GET' | 'POST') =>
    LINK_ROUTES.find((route) => route.path === path && route.method === method)?.action ?? '';
  const look = (visitor: Visitor, token: string) => ask(parts, visitor, actionOf('GET'), { token });
  return pageDoor(parts, ['GET', 'HEAD', 'POST'], async (visitor) => {
    const { req, res, fields } = visitor;
    parts.callLimit.countFrom(addressOf(req));
    const token = req.path.slice(before(path).length);
    if (!TOKEN.test(token)) throw deadLink();
    const visit = { ...(await visitOf(parts, visitor)), proof: undefined };
    if (req.method !== 'POST') return show(form(visit, await look(visitor, token), { problem: '', entered: {} }));
    try {
      const answer = await ask(parts, visitor, actionOf('POST'), { ...fields, token });
      const told = done(visit.language.texts, answer);
      // The link is one folder deep.
      if ('page' in told) return show('', 303, { Location: `../${told.page}` });
      return show(messagePage(visit, ...told));
    } catch (thrown) {
      const error = asApiError(thrown);
      if (!SHOWN_IN_FORM.includes(error.kind)) throw error;
      const entered = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(value)]));
      const shown = form(visit, await look(visitor, token), {
        problem: inLanguage(visit.language, error.message),
        entered,
      });
      res.locals.call.refused = error.kind;
      return show(shown, HTTP_STATUS[error.kind], retryAfter(error));
    }
  });
}

/**
 * Runs an action as the visitor with the link. @throws Refused for any link that does not work, with one text for all
 */
async function ask(
  parts: DoorParts,
  { req, res }: Visitor,
  name: string,
  sent: Record<string, unknown>,
): Promise<Answer> {
  const { call } = res.locals;
  call.caller = linkCaller.name;
  const performed = await perform(parts, {
    caller: linkCaller,
    action: name,
    folder: 'pages',
    read: async () => ({ fields: sent, files: [] }),
    address: addressOf(req),
    // Whoever presses the button twice gets the first answer.
    ...(name === 'ConfirmTicket' && { idempotencyKey: sent.token }),
    how: { idFormat: 'number' },
    log: call,
  }).catch((thrown) => {
    const error = asApiError(thrown);
    throw error.kind === 'not_found' ? deadLink() : error;
  });
  return performed.answer;
}
