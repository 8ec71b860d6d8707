import {
  checkMayGive,
  checkMayGiveDepartments,
  departmentsOf,
  namesOf,
  readRoles,
  readStaff,
} from '../src/access/assignments';
import { drawSecret, storeSecret } from '../src/access/secrets';
import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { AddCredential } from '../src/generated/AddCredential';
import { insertCredential } from '../src/store/access/credentials';

export default action(
  async ({ newsecret }: AddCredential, { passwords }) => {
    const secret = newsecret ?? drawSecret();
    const stored = await storeSecret(secret, passwords);
    return { secret, stored };
  },
  async (params, context, { secret, stored }) => {
    const { db, caller } = context;
    const roles = await readRoles(db, params.roles);
    const staff = params.admin === undefined ? null : await readStaff(db, params.admin);
    checkMayGive(caller, staff === null ? roles : [...roles, staff]);
    checkMayGiveDepartments(caller, staff === null ? null : departmentsOf(staff.departmentIds));
    const identifier = params.newidentifier ?? drawSecret();
    const credentialid = await insertCredential(db, {
      identifier,
      description: params.description ?? '',
      secret: stored,
      roles: namesOf(roles),
      staffId: staff?.id ?? null,
      idFormat: params.idformat ?? 'number',
    });
    if (credentialid === undefined) throw invalid('There is a credential of that identifier already');
    const admin = staff === null ? {} : { admin: [null, staff.username] as [null, string] };
    context.record({
      changes: { identifier: [null, identifier], roles: [null, namesOf(roles)], ...admin },
    });
    context.forget();
    return { credentialid, identifier, secret };
  },
);
