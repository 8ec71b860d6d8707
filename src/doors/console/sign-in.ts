import { visitorCaller } from '../../access/caller';
import { ADDRESSES } from '../../config/addresses';
import { asApiError } from '../../errors';
import { CONSOLE_HEADERS, linkTo } from '../../pages/console/layout';
import { type StaffSignInView, staffSignInPage } from '../../pages/console/sign-in';
import { consoleTexts } from '../../pages/console/texts';
import type { Door, DoorParts, Reply } from '../door';
import { addressOf, HTTP_STATUS, retryAfter } from '../headers';
import { browserName } from '../pages/browser-name';
import type { ClientPage } from '../pages/client-page';
import { cookieOf, isSecure } from '../pages/cookies';
import { readGoto } from '../pages/goto';
import { chosenBefore, languageCookie } from '../pages/language';
import { pageDoor, text, type Visitor, visitOf } from '../pages/page-door';
import { askAsVisitor } from '../pages/session-cookie';
import { proofFor, shownAt } from '../pages/strangers';
import { CONSOLE } from './console-door';
import { goTo, showConsole } from './console-page';
import { STAFF_COOKIE, staffSessionOf } from './staff-cookie';

/** What the proof of the forms is for. */
const PURPOSE = 'console sign-in';

/** Longer names do not exist. */
const LONGEST_USERNAME = 254;
const LONGEST_CODE = 100;

/** The answer of pages/SignInStaff and pages/EnterStaffCode, whose schemas promise these members. */
interface Signed {
  outcome: 'signed in' | 'needs code' | 'wrong' | 'too late';
  session: string;
  seconds: number;
  language: string;
}

async function showForm(
  parts: DoorParts,
  visitor: Visitor,
  view: Partial<StaffSignInView>,
  status = 200,
  headers: Reply['headers'] = {},
): Promise<Reply> {
  const visit = { ...(await visitOf(parts, visitor)), proof: undefined };
  const { proof, headers: browser } = await proofFor(parts, visitor, PURPOSE);
  const goto = readGoto(text(visitor.fields.goto));
  const shown = { form: 'password' as const, done: '', problem: '', username: '', ...view, proof, goto };
  return {
    ...{ status, headers: { ...CONSOLE_HEADERS, ...browser, ...headers } },
    body: staffSignInPage(visit, consoleTexts(visit.language.code), shown),
  };
}

/** `/admin/sign-in`. */
async function signIn(parts: DoorParts, visitor: Visitor): Promise<Reply> {
  const { req, fields } = visitor;
  if (req.method === 'POST') {
    parts.callLimit.countFrom(addressOf(req));
    return perform(parts, visitor);
  }
  const visit = await visitOf(parts, visitor);
  const { frame } = consoleTexts(visit.language.code);
  if (text(fields.by) === 'code') return showForm(parts, visitor, { form: 'code' });
  const done = text(fields.done);
  if (done === '' && (await isSignedIn(parts, visitor))) return goOn(visit, text(fields.goto));
  return showForm(parts, visitor, {
    ...(done === 'out' && { done: frame.out }),
    ...(done === 'late' && { problem: frame.late }),
  });
}

/** Leads to the page that was asked for. */
const goOn = (visit: Parameters<typeof linkTo>[0], goto: string, headers: Reply['headers'] = {}): Reply => {
  const wanted = readGoto(goto);
  return showConsole('', 303, {
    Location: linkTo(visit, wanted === '' ? ADDRESSES.console : `/${wanted}`),
    ...headers,
  });
};

async function isSignedIn(parts: DoorParts, { req }: Visitor): Promise<boolean> {
  const session = staffSessionOf(req);
  if (session === '') return false;
  return parts.callers.staffSession(session).then(
    () => true,
    (thrown) => {
      if (asApiError(thrown).kind !== 'unauthenticated') throw thrown;
      return false;
    },
  );
}

/** Signs in with what was entered. What is refused is shown above the form. */
async function perform(parts: DoorParts, visitor: Visitor): Promise<Reply> {
  const { fields, res } = visitor;
  const visit = await visitOf(parts, visitor);
  const { frame } = consoleTexts(visit.language.code);
  const { texts } = visit.language;
  const isCode = text(fields.task) === 'code';
  const username = text(fields.username).slice(0, LONGEST_USERNAME);
  const again = (problem: string, status: number, headers: Reply['headers'] = {}) =>
    showForm(parts, visitor, { form: isCode ? 'code' : 'password', username, problem }, status, headers);
  if ((await shownAt(parts, visitor, PURPOSE)) === undefined) {
    res.locals.call.refused = 'forbidden';
    return again(texts.signIn.stale, 403);
  }
  try {
    const signed = isCode ? await enterCode(parts, visitor) : await enterPassword(parts, visitor, username);
    if (signed.outcome === 'wrong') return await again(isCode ? frame.wrongCode : frame.wrong, 403);
    if (signed.outcome === 'too late') return goTo({ visit }, ADDRESSES.consoleSignIn, { done: 'late' });
    return await letIn(parts, visitor, signed);
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.kind !== 'too_many' && error.kind !== 'invalid' && error.kind !== 'busy') throw thrown;
    res.locals.call.refused = error.kind;
    return again(texts.signIn.tooMany, HTTP_STATUS[error.kind], retryAfter(error));
  }
}

const browserOf = ({ req }: Visitor): string => browserName(req.get('user-agent') ?? '');

// The type of an answer names no members.
const enterPassword = async (parts: DoorParts, visitor: Visitor, username: string): Promise<Signed> =>
  (await askAsVisitor(parts, visitor, 'SignInStaff', {
    ...{ username, password: text(visitor.fields.password) },
    ...{ browser: browserOf(visitor), replaced: staffSessionOf(visitor.req) },
  })) as unknown as Signed;

const enterCode = async (parts: DoorParts, visitor: Visitor): Promise<Signed> =>
  (await askAsVisitor(parts, visitor, 'EnterStaffCode', {
    ...{ session: staffSessionOf(visitor.req), code: text(visitor.fields.code).slice(0, LONGEST_CODE) },
    browser: browserOf(visitor),
  })) as unknown as Signed;

/** Gives the browser its session, and leads to the page that was asked for, by way of the second factor. */
async function letIn(parts: DoorParts, visitor: Visitor, { outcome, session, seconds, language }: Signed) {
  const { req, fields } = visitor;
  const secure = await isSecure(parts, req);
  const visit = await visitOf(parts, visitor);
  const goto = readGoto(text(fields.goto));
  const spoken = !/^[a-z]+$/i.test(language) || chosenBefore(req) !== '' ? [] : [languageCookie(language, secure)];
  const cookies = { 'Set-Cookie': [cookieOf(STAFF_COOKIE, session, seconds, secure), ...spoken] };
  if (outcome !== 'needs code') return goOn(visit, goto, cookies);
  const query = new URLSearchParams({ by: 'code', ...(goto !== '' && { goto }) });
  const location = `${linkTo(visit, ADDRESSES.consoleSignIn)}?${query.toString()}`;
  return showConsole('', 303, { Location: location, ...cookies });
}

/** `POST /admin/sign-out`, from a page of the session. */
async function signOut(parts: DoorParts, visitor: Visitor): Promise<Reply> {
  const { fields, req, res } = visitor;
  parts.callLimit.countFrom(addressOf(req));
  const session = staffSessionOf(req);
  const visit = await visitOf(parts, visitor);
  // Without a proof, another site could end the session. Whoever has none is not signed in any more.
  if (session !== '' && parts.sessions.isProof(session, text(fields.proof))) {
    res.locals.call.caller = visitorCaller.name;
    await askAsVisitor(parts, visitor, 'SignOutStaff', { session });
  } else if (session !== '') return goOn(visit, '');
  return showConsole('', 303, {
    Location: `${linkTo(visit, ADDRESSES.consoleSignIn)}?done=out`,
    'Set-Cookie': cookieOf(STAFF_COOKIE, '', 0, false),
  });
}

/** The pages on which administrators sign in and out. */
export const STAFF_SIGN_IN: readonly ClientPage[] = [
  {
    path: ADDRESSES.consoleSignIn,
    methods: ['GET', 'HEAD', 'POST'],
    isSignedIn: false,
    summary: 'Sign in to the console, with the code of a second factor where one is on',
    fields: {
      goto: {
        description: 'Where to go afterwards: a page of the console, such as `admin/account`',
        isRequired: false,
      },
      by: { description: '`code` for the form of the second factor', isRequired: false },
    },
    answers: {
      200: 'The form',
      303: 'Done: redirects to the page that was asked for, or back to this one',
      403: 'The name, the password or the code is wrong, the form is too old, or the address is banned',
      429: 'Too many failed attempts',
    },
    answer: (parts) => (visitor) => signIn(parts, visitor),
  },
  {
    path: ADDRESSES.consoleSignOut,
    methods: ['POST'],
    isSignedIn: true,
    summary: 'Sign out of the console, as the button on each page does',
    fields: { proof: { description: "The session's CSRF token, which its pages contain", isRequired: true } },
    answers: { 303: 'Signed out: redirects to the page to sign in on', 403: 'The address is banned' },
    answer: (parts) => (visitor) => signOut(parts, visitor),
  },
];

/** The same pages as doors. */
export const staffSignIn: readonly Door[] = STAFF_SIGN_IN.map(({ path, methods, answer }) => ({
  ...CONSOLE,
  addresses: [path],
  open: (parts) => pageDoor(parts, methods, answer(parts)),
}));
