import { ADDRESSES } from '../../config/addresses';
import { ApiError, asApiError, type ErrorKind } from '../../errors';
import {
  accountPage,
  accountsPage,
  enrolPage,
  recoveryPage,
  type ShownAccount,
  type ShownEnrolment,
} from '../../pages/account';
import { here } from '../../pages/layout';
import type { Texts } from '../../pages/texts';
import { inLanguage } from '../../pages/texts/problems';
import type { DoorParts, Reply } from '../door';
import { HTTP_STATUS, retryAfter } from '../headers';
import { askAs, clientOf } from './asking';
import type { ClientPage } from './client-page';
import { isSecure } from './cookies';
import { readGoto } from './goto';
import { languageCookie } from './language';
import { show, text, type Visitor, visitOf } from './page-door';

type Answer = (visitor: Visitor) => Promise<Reply>;
type Done = keyof Texts['signIn']['done'];

/** What each form does, and which of its fields the action gets. */
const TASKS: Readonly<Record<string, { action: string; fields: readonly string[]; done?: Done }>> = {
  account: { action: 'ChooseAccount', fields: ['account'], done: 'account' },
  password: {
    action: 'ChangePassword',
    fields: ['present_password', 'password', 'password_again'],
    done: 'password',
  },
  language: { action: 'ChangeLanguage', fields: ['language'], done: 'language' },
  end: { action: 'EndSession', fields: ['id'], done: 'end' },
  endOthers: { action: 'EndOtherSessions', fields: [], done: 'endOthers' },
  totpStart: { action: 'StartTotp', fields: [] },
  totpConfirm: { action: 'ConfirmTotp', fields: ['present_password', 'code'] },
  totpEnd: { action: 'EndTotp', fields: ['present_password', 'code'], done: 'totpEnd' },
};

/** The refusals that are shown above the form. */
const SHOWN_ON_PAGE: readonly ErrorKind[] = ['invalid', 'not_found', 'too_many', 'busy'];

const STRANGE_FORM = 'Please use the buttons on the page.';

/** `/account.php`. */
const account =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    if (visitor.req.method === 'POST') return perform(parts, visitor);
    const { fields } = visitor;
    const shown = text(fields.show);
    if (shown === 'totp') return showEnrolment(parts, visitor, '');
    const visit = await visitOf(parts, visitor);
    const found = await look(parts, visitor);
    if (shown === 'accounts') return show(accountsPage(visit, found, readGoto(text(fields.goto))));
    const texts: Record<string, string> = visit.language.texts.signIn.done;
    const asked = text(fields.done);
    return show(accountPage(visit, found, { done: (Object.hasOwn(texts, asked) && texts[asked]) || '', problem: '' }));
  };

async function ask(parts: DoorParts, visitor: Visitor, action: string, fields: Record<string, unknown> = {}) {
  const caller = await clientOf(parts, visitor);
  return (await askAs(parts, visitor, caller, action, { folder: 'pages', fields })).result;
}

/** The type of a result names no members. GetAccount's schema promises those of ShownAccount. */
const look = async (parts: DoorParts, visitor: Visitor): Promise<ShownAccount> =>
  (await ask(parts, visitor, 'GetAccount')) as unknown as ShownAccount;

async function showEnrolment(
  parts: DoorParts,
  visitor: Visitor,
  problem: string,
  status = 200,
  headers: Reply['headers'] = {},
): Promise<Reply> {
  try {
    // As above: GetTotp's schema promises these members.
    const enrolment = (await ask(parts, visitor, 'GetTotp')) as unknown as ShownEnrolment;
    const { has_password } = await look(parts, visitor);
    return show(enrolPage(await visitOf(parts, visitor), { ...enrolment, has_password }, problem), status, headers);
  } catch (thrown) {
    if (asApiError(thrown).kind !== 'not_found') throw thrown;
    return show('', 303, { Location: here(ADDRESSES.account) });
  }
}

/** Does what a form asks for, and leads back to the page. */
async function perform(parts: DoorParts, visitor: Visitor): Promise<Reply> {
  const { fields, session, res } = visitor;
  const name = text(fields.task);
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  // Whoever is not signed in any more gets to the sign-in rather than a refusal of the proof.
  await clientOf(parts, visitor);
  if (!parts.sessions.isProof(session, text(fields.proof)) || task === undefined) {
    throw new ApiError('forbidden', STRANGE_FORM);
  }
  const sent = Object.fromEntries(task.fields.map((field) => [field, text(fields[field])]));
  try {
    const result = await ask(parts, visitor, task.action, sent);
    if (name === 'totpConfirm') {
      // As above: ConfirmTotp's schema promises them.
      return show(recoveryPage(await visitOf(parts, visitor), result.recovery_codes as string[]));
    }
    const goto = name === 'account' ? readGoto(text(fields.goto)) : '';
    const query = name === 'totpStart' ? 'show=totp' : `done=${String(task.done)}`;
    const spoken = name === 'language' ? await keptLanguage(parts, visitor) : {};
    return show('', 303, { ...spoken, Location: goto || `${here(ADDRESSES.account)}?${query}` });
  } catch (thrown) {
    const error = asApiError(thrown);
    if (!SHOWN_ON_PAGE.includes(error.kind)) throw thrown;
    res.locals.call.refused = error.kind;
    const [status, headers] = [HTTP_STATUS[error.kind], retryAfter(error)];
    const visit = await visitOf(parts, visitor);
    const problem = inLanguage(visit.language, error.message);
    if (name === 'totpConfirm') return showEnrolment(parts, visitor, problem, status, headers);
    return show(accountPage(visit, await look(parts, visitor), { done: '', problem }), status, headers);
  }
}

/** Lets this browser show the language that was just chosen. */
async function keptLanguage(parts: DoorParts, { req, fields }: Visitor): Promise<Record<string, string>> {
  const language = text(fields.language);
  return language === '' ? {} : { 'Set-Cookie': languageCookie(language, await isSecure(parts, req)) };
}

/** The page to look after one's own sign-in. */
export const ACCOUNT_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.account,
    methods: ['GET', 'HEAD', 'POST'],
    isSignedIn: true,
    summary: 'The password, the language, the second factor and the signed-in browsers of whoever is signed in',
    fields: {
      show: { description: '`accounts` to choose an account, `totp` to turn on the second factor', isRequired: false },
    },
    answers: {
      200: 'The page',
      303: 'Done: redirects to the page. Not signed in: redirects to the sign-in',
      403: 'The proof is wrong, or the address is banned',
      429: 'Too many wrong passwords or codes',
    },
    answer: account,
  },
];
