import type { Changes } from '../../database/listen';
import type { Database } from '../../database/pool';
import { ApiError } from '../../errors';
import { type Credential, findCredential, hasChosenSecrets, type StoredSecret } from '../../store/access/credentials';
import { findStaffLogin, type StaffLogin } from '../../store/people/staff';
import { type Caller, MAY_ASK_FOR_TOKENS, roleCaller } from '../caller';
import type { Passwords } from '../passwords';
import type { Attempt } from '../passwords/failures';
import type { Remembered } from '../remembered';
import { allows } from '../rights';
import { isSecretOf } from '../secrets';

/** The login data that a caller sent; empty text where they sent nothing. */
interface Claim {
  identifier: string;
  secret: string;
  username: string;
  password: string;
  /** The caller's network address. Failures are counted by login name and address. */
  address: string;
}

/** Authentication by name and secret, where a person may have chosen the secret. */
export interface Logins {
  /**
   * Finds the caller in three ways, in this order:
   * - a credential by identifier and secret
   * - a credential by the same pair, sent as user name and password
   * - a member of staff who may use the API, by user name and the MD5 hex digest of the password
   *
   * Empty values count as not sent.
   *
   * @throws ApiError (unauthenticated) with the published texts `Invalid or missing credentials`, `Authentication
   *   Failed`, `Administrator Account Disabled` and `Access Denied`; the last two only after the right password;
   *   (too_many, busy) as Passwords.match does
   */
  identify(claim: Claim): Promise<Caller>;
  /**
   * Finds an OAuth client: a credential with a role that lists `oauth/token`.
   *
   * @returns its id; undefined for a wrong identifier or secret, and for a credential that may not ask for tokens
   */
  program(identifier: string, secret: string, address: string): Promise<number | undefined>;
}

export interface LoginParts {
  database: Database;
  changes: Changes;
  passwords: Passwords;
  remembered: { credentials: Remembered<Credential> };
  clock: () => Date;
}

const MD5_HEX = /^[0-9a-f]{32}$/;

/** A credential, if there is one, with the hashes of its valid secrets. */
interface Known {
  credential: Credential | undefined;
  drawn: string[];
  chosen: string[];
}

const credentialCaller = (credential: Credential): Caller =>
  roleCaller(`credential:${credential.id}`, credential, credential.idFormat);

function staffCaller(login: StaffLogin): Caller {
  if (login.disabled) throw new ApiError('unauthenticated', 'Administrator Account Disabled');
  if (!login.apiLogin) throw new ApiError('unauthenticated', 'Access Denied');
  return roleCaller(`staff:${login.id}`, login, 'number');
}

/** Authenticates credentials and administrators. */
export function createLogins({ database, changes, passwords, remembered, clock }: LoginParts): Logins {
  /** Finds a credential with its valid secrets: those that we drew, and those that a person chose. */
  async function find(identifier: string, address: string): Promise<Known> {
    const credential = await remembered.credentials.get(identifier, changes, () =>
      database.transaction('read', (db) => findCredential(db, identifier), address),
    );
    const now = clock().getTime();
    const valid = credential?.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now) ?? [];
    const hashes = (scheme: StoredSecret['scheme']) =>
      valid.filter((secret) => secret.scheme === scheme).map(({ hash }) => hash);
    return { credential, drawn: hashes('sha256'), chosen: hashes('bcrypt') };
  }

  async function byCredential(identifier: string, secret: string, address: string): Promise<Credential | undefined> {
    const known = await find(identifier, address);
    if (isSecretOf(secret, known.drawn)) return known.credential;
    const { credential, chosen } = known;
    const attempt = { name: identifier, address };
    if (chosen.length > 0 && (await passwords.match(secret, chosen, attempt)) !== undefined) return credential;
    await takeAsLong(secret, attempt);
    return undefined;
  }

  /**
   * Makes failures equally slow. A wrong secret for a credential with a chosen secret costs a bcrypt comparison. If
   * such a credential exists, every other failure costs one too, so timing does not reveal which identifiers exist.
   */
  async function takeAsLong(secret: string, attempt: Attempt): Promise<void> {
    const isSlow = await database.transaction(
      'read',
      async (db) => {
        const credential = await findCredential(db, attempt.name);
        const comparesAnyway = credential?.secrets.some(({ scheme }) => scheme === 'bcrypt') ?? false;
        return !comparesAnyway && hasChosenSecrets(db);
      },
      attempt.address,
    );
    if (isSlow) await passwords.match(secret, [], attempt);
  }

  /**
   * A user name may be a credential's and an administrator's at once. Both are compared as one attempt, because a wrong
   * password for the one may be the right one for the other.
   */
  async function byUsername(username: string, password: string, address: string): Promise<Caller | undefined> {
    if (!MD5_HEX.test(password)) {
      const credential = await byCredential(username, password, address);
      return credential && credentialCaller(credential);
    }
    const known = await find(username, address);
    if (known.credential !== undefined && isSecretOf(password, known.drawn)) return credentialCaller(known.credential);
    const login = await database.transaction('read', (db) => findStaffLogin(db, username), address);
    const account = login && ({ table: 'staff', id: login.id, passwordHash: login.passwordHash } as const);
    const matched = await passwords.prove(password, account, { name: username, address }, { others: known.chosen });
    if (matched === undefined) return undefined;
    if (known.credential !== undefined && known.chosen.includes(matched)) return credentialCaller(known.credential);
    return login && staffCaller(login);
  }

  return {
    async identify({ identifier, secret, username, password, address }) {
      if (identifier !== '' && secret !== '') {
        const found = await byCredential(identifier, secret, address);
        if (found === undefined) throw new ApiError('unauthenticated', 'Invalid or missing credentials');
        return credentialCaller(found);
      }
      if (username === '') throw new ApiError('unauthenticated', 'Invalid or missing credentials');
      const found = await byUsername(username, password, address);
      if (found === undefined) throw new ApiError('unauthenticated', 'Authentication Failed');
      return found;
    },
    async program(identifier, secret, address) {
      const found = await byCredential(identifier, secret, address);
      if (found === undefined || !allows(new Set(found.actions), MAY_ASK_FOR_TOKENS)) return undefined;
      return found.id;
    },
  };
}
