import type { Changes } from '../../database/listen';
import type { Database } from '../../database/pool';
import { ApiError } from '../../errors';
import { type Credential, findCredential, hasChosenSecrets, type StoredSecret } from '../../store/access/credentials';
import { findStaffLogin } from '../../store/people/staff';
import { allows, type Caller, MAY_ASK_FOR_TOKENS, roleCaller } from '../caller';
import type { Passwords } from '../passwords';
import type { Remembered } from '../remembered';
import { hashSecret, sameText } from '../secrets';

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
   *   Failed`, `Administrator Account Disabled` and `Access Denied`; the last two only after the right password
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

/** Authenticates credentials and administrators. */
export function createLogins({ database, changes, passwords, remembered, clock }: LoginParts): Logins {
  async function findByCredential(
    identifier: string,
    secret: string,
    address: string,
  ): Promise<Credential | undefined> {
    const credential = await remembered.credentials.get(identifier, changes, () =>
      database.transaction('read', (db) => findCredential(db, identifier)),
    );
    const now = clock().getTime();
    const valid = credential?.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now) ?? [];
    for (const stored of valid) {
      if (await matchesSecret(secret, stored, `${identifier} ${address}`)) return credential;
    }
    return undefined;
  }

  async function byCredential(identifier: string, secret: string, address: string): Promise<Caller | undefined> {
    const credential = await findByCredential(identifier, secret, address);
    return credential && roleCaller(`credential:${credential.id}`, credential, credential.idFormat);
  }

  async function matchesSecret(secret: string, { scheme, hash }: StoredSecret, attempt: string): Promise<boolean> {
    return scheme === 'sha256' ? sameText(hashSecret(secret), hash) : passwords.matches(secret, hash, attempt);
  }

  /**
   * Makes failures equally slow. A wrong secret for a credential with a chosen secret costs a bcrypt comparison. If
   * such a credential exists, every other failure costs one too, so timing does not reveal which identifiers exist.
   */
  async function takeAsLong(identifier: string, secret: string, address: string): Promise<void> {
    const isSlow = await database.transaction('read', async (db) => {
      const credential = await findCredential(db, identifier);
      const comparesAnyway = credential?.secrets.some(({ scheme }) => scheme === 'bcrypt') ?? false;
      return !comparesAnyway && hasChosenSecrets(db);
    });
    if (isSlow) await passwords.mismatch(secret, `${identifier} ${address}`);
  }

  async function byStaffLogin(username: string, passwordMd5: string, address: string): Promise<Caller | undefined> {
    const attempt = `${username.toLowerCase()} ${address}`;
    if (!MD5_HEX.test(passwordMd5)) return undefined;
    const login = await database.transaction('read', (db) => findStaffLogin(db, username));
    const proved =
      login?.passwordHash == null
        ? await passwords.mismatch(passwordMd5, attempt)
        : await passwords.matches(passwordMd5, login.passwordHash, attempt);
    if (login === undefined || !proved) return undefined;
    if (login.disabled) throw new ApiError('unauthenticated', 'Administrator Account Disabled');
    if (!login.apiLogin) throw new ApiError('unauthenticated', 'Access Denied');
    return roleCaller(`staff:${login.id}`, login, 'number');
  }

  return {
    async identify({ identifier, secret, username, password, address }) {
      if (identifier !== '' && secret !== '') {
        const found = await byCredential(identifier, secret, address);
        if (found === undefined) await takeAsLong(identifier, secret, address);
        if (found === undefined) throw new ApiError('unauthenticated', 'Invalid or missing credentials');
        return found;
      }
      if (username === '') throw new ApiError('unauthenticated', 'Invalid or missing credentials');
      const found =
        (await byCredential(username, password, address)) ?? (await byStaffLogin(username, password, address));
      if (found === undefined) throw new ApiError('unauthenticated', 'Authentication Failed');
      return found;
    },
    async program(identifier, secret, address) {
      const found = await findByCredential(identifier, secret, address);
      if (found === undefined) await takeAsLong(identifier, secret, address);
      if (found === undefined || !allows(new Set(found.actions), MAY_ASK_FOR_TOKENS)) return undefined;
      return found.id;
    },
  };
}
