import { hashSecret } from '../../src/access/secrets';
import { action } from '../../src/calls/action';
import type { PagesEnterCode } from '../../src/generated/pages/EnterCode';
import { beginSession, MOST_WRONG_CODES } from '../../src/people/browser-sessions';
import { checkCode, useCode } from '../../src/people/second-factor';
import { countWrongCode, endWaitingSession, findWaitingSession } from '../../src/store/access/client-sessions';
import { noteClientSignIn } from '../../src/store/people/clients';
import { listAccounts } from '../../src/store/people/users';

const NOBODY = { session: '', seconds: 0, language: '', accounts: 0 };

export default action(
  async ({ session, code = '' }: PagesEnterCode, tools) => {
    const waiting = await tools.read((db) => findWaitingSession(db, hashSecret(session), tools.now, MOST_WRONG_CODES));
    return waiting && { ...waiting, right: await checkCode(tools, { userId: waiting.userId }, code) };
  },
  async ({ session, browser = '' }, context, waiting) => {
    const { db, address, now, record } = context;
    if (waiting === undefined) return { outcome: 'too late', ...NOBODY };
    const { userId, clientId, way, right } = waiting;
    if (right === undefined || !(await useCode(context, right))) {
      countWrongCode(db, hashSecret(session));
      record({ description: 'Wrong code of the second factor', userId, clientId });
      return { outcome: 'wrong', ...NOBODY };
    }
    // Other requests may have used the session, or all of its attempts, in the meantime.
    if (!(await endWaitingSession(db, hashSecret(session), MOST_WRONG_CODES)))
      return { outcome: 'too late', ...NOBODY };
    noteClientSignIn(db, clientId, address, now);
    const begun = await beginSession(context, { userId, clientId, way, browser });
    return { outcome: 'signed in', ...begun, accounts: (await listAccounts(db, userId)).length };
  },
);
