import { linkCaller } from '../access/caller';
import { ADDRESSES } from '../config/addresses';
import { asApiError, type ErrorKind } from '../errors';
import type { Plain } from '../wire/present';
import { plainPage } from './client-html';
import { type Door, type DoorParts, type Protocol, perform } from './door';
import { addressOf, HTTP_STATUS, retryAfter } from './headers';
import { invitePage, passwordPage, type Refilled, type ShownInvite } from './link-html';
import { PAGES, pageDoor, Refused, show, text, type Visitor } from './page-door';
import type { Route } from './rest';

const PASSWORD = `${ADDRESSES.passwordReset}:token` as const;
const INVITE = `${ADDRESSES.invite}:token` as const;

/** The pages that mailed links lead to: GET shows a form, POST submits it. */
export const LINK_ROUTES = [
  { method: 'GET', path: PASSWORD, action: 'GetPasswordReset' },
  { method: 'POST', path: PASSWORD, action: 'ChoosePassword' },
  { method: 'GET', path: INVITE, action: 'GetInvite' },
  { method: 'POST', path: INVITE, action: 'AcceptInvite' },
] as const satisfies readonly Route[];

type LinkPath = (typeof LINK_ROUTES)[number]['path'];

type Answer = { [name: string]: Plain };

/** The page of one kind of link. */
interface LinkPage {
  /** Renders the form from the answer to the GET action. */
  form(facts: Answer, refilled: Refilled): string;
  /** The title and text to show afterwards. */
  done(answer: Answer): [title: string, text: string];
}

const LINK_PAGES: Record<LinkPath, LinkPage> = {
  [PASSWORD]: {
    form: (_facts, refilled) => passwordPage(refilled),
    done: () => ['The password is set', 'From now on, please sign in with it.'],
  },
  [INVITE]: {
    // The type of an answer names no members. GetInvite's schema promises those of ShownInvite.
    form: (facts, refilled) => invitePage(facts as unknown as ShownInvite, refilled),
    done: ({ client_name }) => ['Welcome', `You now have access to the account of ${String(client_name)}.`],
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

const SECRET_PATHS = new RegExp(`(${Object.keys(LINK_PAGES).map(before).join('|')}).+`, 'i');

/** Removes a link's token from a path, for the log: anyone who has the token could use it. */
export const withoutToken = (path: string): string => path.replace(SECRET_PATHS, '$1...');

const DEAD_LINK = new Refused(
  'forbidden',
  'This link does not work',
  'It is wrong, was used already, or is too old. Please ask for another one.',
);

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
    const token = req.path.slice(before(path).length);
    if (!TOKEN.test(token)) throw DEAD_LINK;
    if (req.method !== 'POST') return show(form(await look(visitor, token), { problem: '', entered: {} }));
    try {
      const answer = await ask(parts, visitor, actionOf('POST'), { ...fields, token });
      return show(plainPage(...done(answer)));
    } catch (thrown) {
      const error = asApiError(thrown);
      if (!SHOWN_IN_FORM.includes(error.kind)) throw error;
      const entered = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(value)]));
      const shown = form(await look(visitor, token), { problem: error.message, entered });
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
    how: { idFormat: 'number' },
    log: call,
  }).catch((thrown) => {
    const error = asApiError(thrown);
    throw error.kind === 'not_found' ? DEAD_LINK : error;
  });
  return performed.answer;
}
