import { hashSecret } from '../src/access/secrets';
import { action } from '../src/calls/action';
import { invalid } from '../src/errors';
import type { ValidateLogin } from '../src/generated/ValidateLogin';
import { hasSecondFactor } from '../src/people/second-factor';
import { proveUser } from '../src/people/sign-in';
import { findClientLogin } from '../src/store/access/grants';
import { noteClientSignIn } from '../src/store/people/clients';
import { noteSignIn } from '../src/store/people/users';

const refusal = () => invalid('Email or Password Invalid');

export default action(
  async (params: ValidateLogin, tools) => {
    const user = await proveUser(tools, params.email, params.password2);
    if (user === undefined) throw refusal();
    return user;
  },
  async ({ email }, { db, address, now, record }, user) => {
    const login = await findClientLogin(db, email.trim());
    if (login !== undefined) noteClientSignIn(db, login.clientId, address, now);
    if (!(await noteSignIn(db, user, address, now))) throw refusal();
    record({ userId: user.id });
    // Callers keep this to notice when the password changes. It reveals nothing, because it is the digest of a hash
    // with a 128-bit salt.
    const passwordhash = hashSecret(`ValidateLogin ${user.passwordHash}`);
    return { userid: user.id, passwordhash, twoFactorEnabled: await hasSecondFactor(db, { userId: user.id }) };
  },
);
