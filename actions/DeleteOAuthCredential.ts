import { action } from '../src/calls/action';
import { holdProgram } from '../src/dialects/whmcs/oauth';
import { notFound } from '../src/errors';
import type { DeleteOAuthCredential } from '../src/generated/DeleteOAuthCredential';
import { deleteRow } from '../src/store/rows';

export default action<DeleteOAuthCredential>(async ({ credentialId }, context) => {
  // Credentials of API callers share the id space, but this action does not delete them.
  const program = await holdProgram(context, { credentialId });
  if (program === undefined) throw notFound('Invalid Credential ID provided.');
  await deleteRow(context.db, 'credentials', credentialId);
  const { identifier, name } = program;
  context.record({ changes: { identifier: [identifier, null], ...(name !== '' && { name: [name, null] }) } });
  context.forget();
  return { credentialId };
});
