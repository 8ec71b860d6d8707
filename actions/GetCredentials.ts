import { action } from '../src/action';
import type { GetCredentials } from '../src/generated/GetCredentials';
import { type CredentialRow, listCredentials } from '../src/store/access-admin';

export default action<GetCredentials>(async (params, { db, now }) => {
  const { limitstart = 0, limitnum = 25 } = params;
  const filter = { id: params.credentialid, ...(!params.include_revoked && { revoked: false }) };
  const { total, credentials } = await listCredentials(db, now, filter, { offset: limitstart, limit: limitnum });
  return {
    totalresults: total,
    startnumber: limitstart,
    numreturned: credentials.length,
    credentials: { credential: credentials.map(present) },
  };
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
