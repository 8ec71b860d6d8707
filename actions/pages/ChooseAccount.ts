import { action } from '../../src/calls/action';
import { signedInUser } from '../../src/dialects/pages/signed-in';
import { notFound } from '../../src/errors';
import type { PagesChooseAccount } from '../../src/generated/pages/ChooseAccount';
import { moveSession } from '../../src/store/access/client-sessions';
import { listAccounts } from '../../src/store/people/users';

export default action<PagesChooseAccount>(async ({ account }, { db, caller, record }) => {
  const { id, userId } = signedInUser(caller);
  const chosen = (await listAccounts(db, userId, id)).find((one) => one.id === account);
  if (chosen === undefined) throw notFound('Account Not Found');
  moveSession(db, id, chosen.id);
  record({ description: 'Went on in another account', clientId: chosen.id, userId });
  return {};
});
