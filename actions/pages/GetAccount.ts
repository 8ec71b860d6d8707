import { action } from '../../src/calls/action';
import { signedIn } from '../../src/dialects/pages/signed-in';
import type { PagesGetAccount } from '../../src/generated/pages/GetAccount';
import { listSessionsOf } from '../../src/people/browser-sessions';
import { factorState } from '../../src/people/second-factor';
import { findUserProfile, listAccounts } from '../../src/store/people/users';

export default action<PagesGetAccount>(async (_params, context) => {
  const { db, caller } = context;
  const own = signedIn(caller);
  const { userId } = own;
  const [sessions, user, accounts, factor] = await Promise.all([
    listSessionsOf(context, own),
    userId === null ? undefined : findUserProfile(db, userId),
    userId === null ? [] : listAccounts(db, userId, own.id),
    userId === null ? undefined : factorState(db, { userId }),
  ]);
  return {
    has_user: user !== undefined,
    name: user?.name ?? '',
    email: user?.email ?? '',
    language: user?.language ?? '',
    has_password: user?.hasPassword ?? false,
    second_factor: factor?.state ?? 'off',
    recovery_codes: factor?.recoveryCodes ?? 0,
    accounts: accounts.map(({ id, name }) => ({ id, name, is_current: id === own.clientId })),
    sessions: sessions.map((session) => ({
      ...{ id: session.id, way: session.way, address: session.address, browser: session.browser },
      ...{ created_at: session.createdAt, last_seen_at: session.lastSeenAt, is_current: session.id === own.id },
    })),
  };
});
