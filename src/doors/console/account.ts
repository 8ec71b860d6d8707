import { ADDRESSES } from '../../config/addresses';
import { ApiError, asApiError, invalid } from '../../errors';
import { enrolPage, type OwnAccount, ownAccountPage, recoveryPage } from '../../pages/console/account';
import type { Reply } from '../door';
import { isSecure } from '../pages/cookies';
import { languageCookie } from '../pages/language';
import { text } from '../pages/page-door';
import { type ConsolePage, type Desk, goTo, orAgain, showConsole } from './console-page';

/** The tasks of the page: which action each runs, with which fields, and what is told afterwards. */
const TASKS: Readonly<Record<string, { action: string; fields: readonly string[]; done?: keyof Done }>> = {
  settings: { action: 'UpdateOwnAccount', fields: ['language', 'signature'], done: 'settings' },
  password: { action: 'ChangeOwnPassword', fields: ['presentpassword', 'password2'], done: 'password' },
  session: { action: 'EndOwnSession', fields: ['sessionid'], done: 'session' },
  others: { action: 'EndOwnSession', fields: [], done: 'others' },
  totpStart: { action: 'StartOwnSecondFactor', fields: [] },
  totpConfirm: { action: 'ConfirmOwnSecondFactor', fields: ['presentpassword', 'code'] },
  totpEnd: { action: 'EndOwnSecondFactor', fields: ['presentpassword', 'code'], done: 'totpEnd' },
};

type Done = Desk['visit']['texts']['account']['done'];

const look = (desk: Desk): Promise<OwnAccount> => desk.ask<OwnAccount>('GetOwnAccount');

async function account(desk: Desk): Promise<Reply> {
  const { req, fields, visit } = desk;
  if (req.method === 'POST') return perform(desk);
  if (text(fields.show) === 'totp') return enrolment(desk);
  const texts: Record<string, string> = visit.texts.account.done;
  const asked = text(fields.done);
  const done = (Object.hasOwn(texts, asked) && texts[asked]) || '';
  return showConsole(ownAccountPage(visit, await look(desk), { done }));
}

const enrolled = (desk: Desk) => desk.ask<{ secret: string; address: string }>('GetOwnSecondFactor');

/** The page to turn on the second factor; that of the account, if there is nothing to confirm. */
async function enrolment(desk: Desk): Promise<Reply> {
  try {
    return showConsole(enrolPage(desk.visit, await enrolled(desk), ''));
  } catch (thrown) {
    if (asApiError(thrown).kind !== 'not_found') throw thrown;
    return goTo(desk, ADDRESSES.consoleAccount);
  }
}

/** Does what a form asks for. */
async function perform(desk: Desk): Promise<Reply> {
  const { fields, visit } = desk;
  const name = text(fields.task);
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (task === undefined) throw new ApiError('forbidden', visit.texts.frame.strangeForm);
  return orAgain(
    desk,
    async () => {
      if (name === 'password' && text(fields.password2) !== text(fields.again)) {
        throw invalid('The two passwords are not the same');
      }
      const sent = Object.fromEntries(task.fields.map((field) => [field, text(fields[field])]));
      const answer = await desk.ask<{ recoverycodes?: { recoverycode: string[] } }>(task.action, sent);
      if (answer.recoverycodes !== undefined) {
        return showConsole(recoveryPage(visit, answer.recoverycodes.recoverycode));
      }
      const reply = goTo(
        desk,
        ADDRESSES.consoleAccount,
        task.done === undefined ? { show: 'totp' } : { done: task.done },
      );
      return name === 'settings' ? { ...reply, headers: { ...reply.headers, ...(await spoken(desk)) } } : reply;
    },
    async (problem) => {
      if (name === 'totpConfirm') return enrolPage(visit, await enrolled(desk), problem);
      return ownAccountPage(visit, await look(desk), { problem });
    },
  );
}

/** Lets this browser show the language that was just chosen. */
async function spoken({ parts, req, fields }: Desk): Promise<Record<string, string>> {
  const language = text(fields.language);
  return /^[a-z]+$/i.test(language) ? { 'Set-Cookie': languageCookie(language, await isSecure(parts, req)) } : {};
}

/** The page to look after one's own sign-in. */
export const ACCOUNT_PAGES: readonly ConsolePage[] = [
  {
    path: ADDRESSES.consoleAccount,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'The language, the signature, the password, the second factor and the browsers of an administrator',
    fields: { show: { description: '`totp` to turn on the second factor', isRequired: false } },
    answers: {
      200: 'The page',
      303: 'Done: redirects to the page. Not signed in: redirects to the sign-in',
      400: 'Refused: the page says why',
      403: 'The form is not of this session, or the address is banned',
      429: 'Too many wrong passwords or codes',
    },
    answer: account,
  },
];
