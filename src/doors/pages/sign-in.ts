import { ADDRESSES } from '../../config/addresses';
import { asApiError } from '../../errors';
import { here, type Visit } from '../../pages/layout';
import { type SignInForm, type SignInView, signInLinkPage, signInPage } from '../../pages/sign-in';
import type { DoorParts, Reply } from '../door';
import { addressOf, HTTP_STATUS, retryAfter } from '../headers';
import { clientOf } from './asking';
import type { ClientPage } from './client-page';
import { cookieOf } from './cookies';
import { Refused } from './error-page';
import { readGoto, targetOf } from './goto';
import { COOKIE, show, text, type Visitor, visitOf } from './page-door';
import { askAsVisitor, askToSignIn, type SignedIn, sessionCookie } from './session-cookie';
import { proofFor, shownAt } from './strangers';

type Answer = (visitor: Visitor) => Promise<Reply>;

/** What the proof of each form here is for. */
const PURPOSE = 'sign-in';

/** Longer addresses do not exist. */
const LONGEST_EMAIL = 254;

const TASKS = ['password', 'link', 'reset', 'code'] as const;
type Task = (typeof TASKS)[number];

const FORM_OF: Record<Task, SignInForm> = { password: 'password', link: 'mail', reset: 'reset', code: 'code' };

/** What a visitor is told before the form. */
const DONE = { out: 'out', mail: 'checkMail' } as const;
const PROBLEMS = { late: 'late' } as const;

const oneOf = <Name extends string>(names: Record<Name, unknown> | readonly Name[], value: string): Name | undefined =>
  (Array.isArray(names) ? names : Object.keys(names)).find((name): name is Name => name === value);

/** Nobody is signed in here, whatever cookie the browser has. */
const strangersVisit = async (parts: DoorParts, visitor: Visitor): Promise<Visit> => ({
  ...(await visitOf(parts, visitor)),
  proof: undefined,
});

/** Shows a form to sign in. */
async function showForm(
  parts: DoorParts,
  visitor: Visitor,
  view: Partial<SignInView>,
  status = 200,
  headers: Reply['headers'] = {},
): Promise<Reply> {
  const { proof, headers: browser } = await proofFor(parts, visitor, PURPOSE);
  const goto = readGoto(text(visitor.fields.goto));
  const shown = { form: 'password' as const, done: '', problem: '', email: '', ...view, proof, goto };
  return show(signInPage(await strangersVisit(parts, visitor), shown), status, { ...browser, ...headers });
}

/** `/login.php`. */
const signIn =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const { req, fields } = visitor;
    if (req.method === 'POST') {
      parts.callLimit.countFrom(addressOf(req));
      return perform(parts, visitor, oneOf(TASKS, text(fields.task)) ?? 'password');
    }
    const texts = (await visitOf(parts, visitor)).language.texts.signIn;
    const done = oneOf(DONE, text(fields.done));
    const problem = oneOf(PROBLEMS, text(fields.done));
    const form = oneOf(['mail', 'reset', 'code'] as const, text(fields.by)) ?? 'password';
    const isIn = form === 'password' && done === undefined && (await isSignedIn(parts, visitor));
    if (isIn) return show('', 303, { Location: targetOf(text(fields.goto)) });
    return showForm(parts, visitor, {
      form,
      ...(done !== undefined && { done: texts[DONE[done]] }),
      ...(problem !== undefined && { problem: texts[PROBLEMS[problem]] }),
    });
  };

async function isSignedIn(parts: DoorParts, visitor: Visitor): Promise<boolean> {
  if (visitor.session === '') return false;
  return clientOf(parts, visitor).then(
    () => true,
    (thrown) => {
      if (asApiError(thrown).kind !== 'unauthenticated') throw thrown;
      return false;
    },
  );
}

/** Does what a form asks for. What is refused is shown above the form. */
async function perform(parts: DoorParts, visitor: Visitor, task: Task): Promise<Reply> {
  const texts = (await visitOf(parts, visitor)).language.texts.signIn;
  const email = text(visitor.fields.email).slice(0, LONGEST_EMAIL);
  const again = { form: FORM_OF[task], email };
  if ((await shownAt(parts, visitor, PURPOSE)) === undefined) {
    visitor.res.locals.call.refused = 'forbidden';
    return showForm(parts, visitor, { ...again, problem: texts.stale }, 403);
  }
  try {
    return await WORK[task](parts, visitor, email, (problem, status) =>
      showForm(parts, visitor, { ...again, problem }, status),
    );
  } catch (thrown) {
    const error = asApiError(thrown);
    if (error.kind !== 'too_many' && error.kind !== 'invalid') throw thrown;
    visitor.res.locals.call.refused = error.kind;
    const problem = error.kind === 'too_many' ? texts.tooMany : texts.wrong;
    return showForm(parts, visitor, { ...again, problem }, HTTP_STATUS[error.kind], retryAfter(error));
  }
}

type Refuse = (problem: string, status: number) => Promise<Reply>;

const WORK: Record<Task, (parts: DoorParts, visitor: Visitor, email: string, refuse: Refuse) => Promise<Reply>> = {
  async password(parts, visitor, email, refuse) {
    const signed = await askToSignIn(parts, visitor, 'SignIn', { email, password: text(visitor.fields.password) });
    if (signed.outcome === 'wrong') return refuse((await visitOf(parts, visitor)).language.texts.signIn.wrong, 403);
    return letIn(parts, visitor, signed);
  },
  async link(parts, visitor, email) {
    await askAsVisitor(parts, visitor, 'SendSignInLink', { email });
    return backTo(visitor, { by: 'mail', done: 'mail' });
  },
  async reset(parts, visitor, email) {
    await askAsVisitor(parts, visitor, 'RequestPasswordReset', { email });
    return backTo(visitor, { by: 'reset', done: 'mail' });
  },
  async code(parts, visitor, _email, refuse) {
    const { fields, session } = visitor;
    const { texts } = (await visitOf(parts, visitor)).language;
    const code = text(fields.code).slice(0, 100);
    const signed = await askToSignIn(parts, visitor, 'EnterCode', { session, code });
    if (signed.outcome === 'wrong') return refuse(texts.signIn.wrongCode, 403);
    if (signed.outcome === 'too late') {
      const gone = { 'Set-Cookie': cookieOf(COOKIE, '', 0, false) };
      const reply = backTo(visitor, { done: 'late' });
      return { ...reply, headers: { ...reply.headers, ...gone } };
    }
    return letIn(parts, visitor, signed);
  },
};

/** Leads back to this page. */
function backTo({ fields }: Visitor, parameters: Record<string, string>): Reply {
  const goto = readGoto(text(fields.goto));
  const query = new URLSearchParams({ ...parameters, ...(goto !== '' && { goto }) });
  return show('', 303, { Location: `${here(ADDRESSES.signIn)}?${query.toString()}` });
}

/**
 * Gives the browser its session, and leads to the page that was asked for: by way of the second factor, and of the
 * choice between several accounts.
 *
 * @param up what leads to the folder of the pages
 */
async function letIn(parts: DoorParts, visitor: Visitor, signed: SignedIn, up = ''): Promise<Reply> {
  const goto = readGoto(text(visitor.fields.goto));
  const then = goto === '' ? '' : `&goto=${encodeURIComponent(goto)}`;
  const location =
    signed.outcome === 'needs code'
      ? `${here(ADDRESSES.signIn)}?by=code${then}`
      : (signed.accounts ?? 1) > 1
        ? `${here(ADDRESSES.account)}?show=accounts${then}`
        : targetOf(goto);
  return show('', 303, { Location: up + location, ...(await sessionCookie(parts, visitor, signed)) });
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** `/login/TOKEN`: the page of a mailed link. */
const signInLink =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const { req } = visitor;
    parts.callLimit.countFrom(addressOf(req));
    const visit = await strangersVisit(parts, visitor);
    const texts = visit.language.texts.signIn;
    const dead = () => new Refused('forbidden', 'deadLink');
    const token = req.path.slice(ADDRESSES.signInLink.length);
    if (!TOKEN.test(token)) throw dead();
    try {
      const isShown = req.method === 'POST' && (await shownAt(parts, visitor, PURPOSE)) !== undefined;
      if (isShown)
        return await letIn(parts, visitor, await askToSignIn(parts, visitor, 'UseSignInLink', { token }), '../');
      const { email } = await askAsVisitor(parts, visitor, 'GetSignInLink', { token });
      const { proof, headers } = await proofFor(parts, visitor, PURPOSE);
      const problem = req.method === 'POST' ? texts.stale : '';
      const page = signInLinkPage(visit, String(email), proof, problem);
      return show(page, problem === '' ? 200 : 403, headers);
    } catch (thrown) {
      throw asApiError(thrown).kind === 'not_found' ? dead() : thrown;
    }
  };

const GOTO = { description: 'Where to go afterwards: a page of this server, such as `supporttickets.php`' };

/** The pages to sign in on. */
export const SIGN_IN_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.signIn,
    methods: ['GET', 'HEAD', 'POST'],
    isSignedIn: false,
    summary: 'Sign in with a password, ask for a link by mail, or enter the code of a second factor',
    fields: {
      goto: { ...GOTO, isRequired: false },
      by: { description: 'Which form: `mail`, `reset` or `code`; otherwise that for the password', isRequired: false },
    },
    answers: {
      200: 'The form',
      303: 'Done: redirects to the page that was asked for, or back to this one',
      403: 'The address, the password or the code is wrong, the form is too old, or the address is banned',
      429: 'Too many failed attempts',
    },
    answer: signIn,
  },
  {
    path: `${ADDRESSES.signInLink}{token}`,
    address: `${ADDRESSES.signInLink}*`,
    methods: ['GET', 'HEAD', 'POST'],
    isSignedIn: false,
    summary: 'Sign in with a mailed link. POST uses it up',
    fields: { token: { description: 'The token at the end of the link', isRequired: true } },
    answers: {
      200: 'The button to sign in with',
      303: 'Signed in: redirects to the first page',
      403: 'The link does not work any more, or the address is banned',
    },
    answer: signInLink,
  },
];
