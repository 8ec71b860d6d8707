import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetCredentials } from '../src/generated/GetCredentials';
import { type CredentialRow, listCredentials } from '../src/store/access/credentials';

export default action<GetCredentials>(async (params, { db, now }) => {
  const page = pageOf(params);
  const filter = { id: params.credentialid, ...(!params.include_revoked && { revoked: false }) };
  const listed = await listCredentials(db, now, filter, page);
  return { ...countsOf(page, listed), credentials: { credential: listed.rows.map(present) } };
});

const present = (credential: CredentialRow) => ({
  id: credential.id,
  identifier: credential.identifier,
  description: credential.description,
  adminid: credential.adminId ?? 0,
  admin: credential.admin,
  roles: { role: credential.roles },
  idformat: credential.idFormat,
  secrets: credential.secrets,
  revoked: credential.revoked,
  created: credential.createdAt,
});
