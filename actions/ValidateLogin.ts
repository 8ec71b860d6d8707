import { action } from '../src/action';
import { invalid } from '../src/errors';
import type { ValidateLogin } from '../src/generated/ValidateLogin';
import { hashSecret } from '../src/secrets';
import { noteClientSignIn } from '../src/store/clients';
import { findClientLogin } from '../src/store/grants';
import { findUserPassword, noteSignIn } from '../src/store/users';

const refusal = () => invalid('Email or Password Invalid');

export default action(
  async (params: ValidateLogin, { passwords, read, address }) => {
    const email = params.email.trim().toLowerCase();
    const { id, passwordHash } = (await read((db) => findUserPassword(db, email))) ?? {};
    const attempt = `${email} ${address}`;
    // An address that nobody has costs the same comparison.
    if (id === undefined || passwordHash == null) {
      await passwords.mismatch(params.password2, attempt);
      throw refusal();
    }
    if (!(await passwords.matches(params.password2, passwordHash, attempt))) throw refusal();
    return { id, passwordHash };
  },
  async ({ email }, { db, address, now, record }, user) => {
    const login = await findClientLogin(db, email.trim());
    if (login !== undefined) noteClientSignIn(db, login.clientId, address, now);
    if (!(await noteSignIn(db, user, address, now))) throw refusal();
    record({ userId: user.id });
    // Callers keep it to notice that the password is another. A salt of 128 bits is in what it is the digest of, so that
    // nothing can be learned from it.
    const passwordhash = hashSecret(`ValidateLogin ${user.passwordHash}`);
    return { userid: user.id, passwordhash, twoFactorEnabled: false };
  },
);
