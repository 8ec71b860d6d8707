import { action } from '../src/action';
import { notFound } from '../src/errors';
import type { DeleteOAuthCredential } from '../src/generated/DeleteOAuthCredential';

export default action<DeleteOAuthCredential>(async ({ credentialId }, context) => {
  // Credentials of API callers have ids of the same kind, and are not deleted here.
  const deleted = await context.db.query(
    `delete from credentials where id = $1 and id in (select credential_id from oauth_clients) returning 1`,
    [credentialId],
  );
  if (deleted.length === 0) throw notFound('Invalid Credential ID provided.');
  context.forget();
  return { credentialId };
});
