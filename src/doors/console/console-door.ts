import { ADDRESSES } from '../../config/addresses';
import { ApiError, asApiError } from '../../errors';
import { consoleErrorPage } from '../../pages/console/errors';
import type { StaffVisit } from '../../pages/console/layout';
import { inReadersWords } from '../../pages/console/refusals';
import { staffKeptTextPage } from '../../pages/console/sign-in';
import { consoleTexts } from '../../pages/console/texts';
import { type Door, type DoorParts, patternOf, perform, type Reply } from '../door';
import { addressOf, decodeSegment, HTTP_STATUS, retryAfter } from '../headers';
import { errorTexts } from '../pages/error-page';
import { PAGES, pageDoor, text, type Visitor, visitOf } from '../pages/page-door';
import { orSignIn, type SignInWay } from '../pages/signed-out';
import { recognise } from '../recognise';
import { type ConsolePage, type Desk, problemIn, showConsole } from './console-page';
import { fromOf } from './named-ticket';
import { STAFF_COOKIE, staffSessionOf } from './staff-cookie';

/** What the doors of the console have in common. */
export const CONSOLE: typeof PAGES = {
  ...PAGES,
  tag: { name: 'Console', description: 'Pages for administrators, in a browser' },
  security: {
    name: 'staffSession',
    scheme: {
      ...{ type: 'apiKey', in: 'cookie', name: STAFF_COOKIE },
      description: 'The session cookie that signing in to the console sets',
    },
  },
};

const OF_STAFF: SignInWay = {
  signIn: ADDRESSES.consoleSignIn,
  keep: (visit, kept) => showConsole(staffKeptTextPage(visit, consoleTexts(visit.language.code), kept), 403),
};

/** Makes a door of a page. Whoever is not signed in gets to the sign-in, and back afterwards. */
export const consoleDoor = (page: ConsolePage): Door => ({
  ...CONSOLE,
  addresses: [page.path.replace(/\/$/, '')],
  open: (parts) =>
    pageDoor(
      parts,
      page.methods,
      orSignIn(parts, (visitor) => answerAs(parts, visitor, page), OF_STAFF),
      page.mostBytes,
      page.keepsForms,
    ),
});

async function answerAs(
  parts: DoorParts,
  visitor: Visitor,
  { path, keepsForms = false, answer }: ConsolePage,
): Promise<Reply> {
  const desk = await deskOf(parts, visitor, path);
  try {
    const isOurs =
      visitor.req.method !== 'POST' || parts.sessions.isProof(staffSessionOf(visitor.req), text(desk.fields.proof));
    // Whoever has signed in anew in another window sends a form of the session before.
    const problem = isOurs ? desk.problem : new ApiError('forbidden', desk.visit.texts.frame.strangeForm);
    if (problem === undefined) return await answer(desk);
    if (!keepsForms) throw problem;
    return await answer(onlyReading(desk, problem));
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.kind === 'unauthenticated') throw thrown;
    return refusal(desk, error);
  }
}

/** A desk that changes nothing, whatever a page does with a form that is not whole, or may come from anywhere. */
const onlyReading = (desk: Desk, problem: ApiError): Desk => ({
  ...desk,
  problem,
  ask: async (action, ...rest) => {
    const asked = desk.parts.actions.find(({ name }) => name === action);
    if (asked?.schema['x-access'] !== 'read') throw problem;
    return desk.ask(action, ...rest);
  },
});

/** A refusal as a page of the console, so that the way on is a click. */
function refusal({ visit, res }: Desk, error: ApiError): Reply {
  const { call, requestId, written = [] } = res.locals;
  call.refused = error.kind;
  if (error.kind === 'internal' || error.kind === 'unavailable') call.failure = error.cause ?? error;
  const { title, text: words } = errorTexts(visit.language, error, (words) => inReadersWords(visit, words));
  // The general words for this are for customers, who have links from mails.
  const problem = error.kind === 'not_found' ? problemIn(visit, error) : words;
  const page = consoleErrorPage(visit, title, problem, requestId, written);
  return showConsole(page, HTTP_STATUS[error.kind], retryAfter(error));
}

/** Recognises the administrator of a request. @throws ApiError (unauthenticated) if nobody is signed in */
async function deskOf(parts: DoorParts, visitor: Visitor, path: string): Promise<Desk> {
  const { req, res, fields, files, problem } = visitor;
  const session = staffSessionOf(req);
  const caller = await recognise(parts, req, res, () => parts.callers.staffSession(session));
  const { staff } = caller;
  if (staff === null) throw new ApiError('unauthenticated', 'Unauthenticated.');
  const visit: StaffVisit = await staffVisitOf(parts, visitor, session, {
    staff: { ...staff, username: caller.username },
    may: (action) => caller.may(action.toLowerCase()),
  });
  return {
    visit,
    ...{ parts, req, res, fields, files, caller, ...(problem !== undefined && { problem }) },
    params: paramsOf(path, req.path),
    async ask<Answer>(action: string, sent: Record<string, unknown> = {}, more: Parameters<Desk['ask']>[2] = {}) {
      const { result } = await perform(parts, {
        caller,
        ...{ action, address: addressOf(req), how: { idFormat: 'number' as const }, log: res.locals.call },
        ...(more.idempotencyKey !== undefined && { idempotencyKey: more.idempotencyKey }),
        read: async () => ({ fields: sent, files: more.files ?? [] }),
      });
      // The type of a result names no members. The action's schema promises them.
      return result as Answer;
    },
  };
}

async function staffVisitOf(
  parts: DoorParts,
  visitor: Visitor,
  session: string,
  who: Pick<StaffVisit, 'staff' | 'may'>,
): Promise<StaffVisit> {
  const visit = await visitOf(parts, visitor);
  return {
    ...{ ...visit, ...who },
    from: visitor.req.path.startsWith(ADDRESSES.consoleTicket) ? fromOf(visitor) : '',
    texts: consoleTexts(visit.language.code),
    proof: parts.sessions.proofOf(session),
  };
}

/** What stands for the `:names` of a path. */
function paramsOf(path: string, asked: string): Record<string, string> {
  const { groups = {} } = patternOf(path).exec(asked) ?? {};
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeSegment(value)]));
}
