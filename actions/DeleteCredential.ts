import { checkMayChange, guardEverything } from '../src/access/assignments';
import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { DeleteCredential } from '../src/generated/DeleteCredential';
import { holdCredential, revokeCredential } from '../src/store/access/credentials';

export default action<DeleteCredential>(async ({ credentialid }, context) => {
  const { db, caller, now } = context;
  const credential = await holdCredential(db, credentialid);
  if (credential === undefined) throw notFound('Credential ID Not Found');
  checkMayChange(caller, credential);
  const checkLeft = await guardEverything(context, credential.actions);
  await revokeCredential(db, credential.identifier, now);
  await checkLeft();
  context.record({ changes: { identifier: [credential.identifier, null] } });
  context.forget();
  return { credentialid };
});
