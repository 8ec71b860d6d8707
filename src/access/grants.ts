import type { TokenLifetimes } from '../config';
import type { Database, Db } from '../database/pool';
import { ApiError } from '../errors';
import {
  type Audience,
  findClientLogin,
  findGrant,
  findGrantOwner,
  findRefreshToken,
  type Grant,
  insertGrant,
  insertRefreshToken,
  markRefreshTokenUsed,
  revokeGrant,
} from '../store/access/grants';
import { type ActivityRow, insertActivity } from '../store/desk/activity';
import { noteClientSignIn } from '../store/people/clients';
import { noteSignIn } from '../store/people/users';
import type { Callers } from './callers';
import type { Passwords } from './passwords';
import type { Remembered } from './remembered';
import { drawToken, hashSecret } from './secrets';
import type { Tokens } from './tokens';

/** The answer to a sign-in. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  /** The lifetime of the access token, in seconds. */
  expiresIn: number;
}

/** Why no token was issued: RFC 6749's error codes. */
type GrantFault = 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type';

/** A refusal at the token endpoint. */
export class GrantError extends ApiError {
  override name = 'GrantError';

  constructor(
    readonly fault: GrantFault,
    message: string,
  ) {
    super(fault === 'invalid_client' ? 'unauthenticated' : 'invalid', message);
  }
}

/** OAuth 2.0: the password and refresh_token grants (RFC 6749) and revocation (RFC 7009). */
export interface Grants {
  /**
   * Signs a client in with e-mail address and password, through a program that may ask for tokens.
   *
   * @throws GrantError (invalid_client, invalid_grant)
   */
  password(program: Program, email: string, password: string): Promise<TokenPair>;
  /**
   * Exchanges a refresh token for a new pair.
   *
   * In the reseller API, a refresh token works once. If it is used twice, someone has stolen it, so the whole sign-in
   * ends. In the Socialboards API, the refresh token stays the same, because callers keep it in their settings, and the
   * program proves itself by its identifier alone.
   *
   * @throws GrantError (invalid_client, invalid_grant)
   */
  refresh(audience: Audience, program: Program, refreshToken: string): Promise<TokenPair>;
  /**
   * Ends the sign-in that a refresh or access token belongs to. An unknown token is not an error: RFC 7009 requires
   * that.
   *
   * @throws GrantError (invalid_client)
   */
  revoke(program: Program, token: string): Promise<void>;
}

/** The OAuth client, as the caller sent it. */
export interface Program {
  identifier: string;
  secret: string;
  address: string;
}

interface Parts {
  database: Database;
  passwords: Passwords;
  tokens: Tokens;
  callers: Callers;
  /** This process's cache of grants. A revocation clears it at once, without waiting for the notification. */
  remembered: Remembered<Grant>;
  lifetimes: TokenLifetimes;
  clock: () => Date;
}

/** The part of an activity-log entry that differs from call to call, besides caller and time. */
type LogDetails = Pick<ActivityRow, 'action' | 'description'> & { clientId?: number | null; userId?: number };

const WRONG_CLIENT = 'Client authentication failed';
const WRONG_USER = 'The user credentials were incorrect.';
const WRONG_REFRESH = 'The refresh token is invalid.';

/** Creates the OAuth grants on the database; `callers` authenticates the programs. */
export function createGrants(parts: Parts): Grants {
  const { database, passwords, tokens, callers, remembered, lifetimes, clock } = parts;

  async function identify({ identifier, secret, address }: Program): Promise<number> {
    const id = await callers.program(identifier, secret, address);
    if (id === undefined) throw new GrantError('invalid_client', WRONG_CLIENT);
    return id;
  }

  async function pair(id: string, audience: Audience, subject: string, refreshToken: string): Promise<TokenPair> {
    const accessToken = await tokens.sign({ id, audience, subject });
    return { accessToken, refreshToken, expiresIn: lifetimes.accessSeconds };
  }

  const refreshEnds = (): Date => new Date(clock().getTime() + lifetimes.refreshSeconds * 1000);

  /** Logs what a program did for a client, or for itself, in the activity log. */
  const logActivity = (db: Db, program: Program & { credentialId: number | null }, entry: LogDetails): void =>
    insertActivity(db, {
      ...{ at: clock(), address: program.address, ...entry },
      ...{ caller: `credential:${program.credentialId}`, username: program.identifier },
    });

  /**
   * Checks a refresh token, and replaces it by `next` if there is one. A token that was used before ends its grant.
   *
   * @returns the grant of the token; undefined when the token is not valid
   */
  async function exchange(
    audience: Audience,
    owner: { id: number } | { identifier: string },
    program: Program,
    refreshToken: string,
    next: string | undefined,
  ) {
    const hash = hashSecret(refreshToken);
    const found = await database.transaction('write', async (db) => {
      const now = clock();
      const known = await findRefreshToken(db, hash, now);
      if (known === undefined || known.audience !== audience) return undefined;
      if ('id' in owner ? known.credentialId !== owner.id : known.identifier !== owner.identifier) return undefined;
      const { clientId, credentialId } = known;
      const logUse = (description: string): void =>
        logActivity(db, { ...program, credentialId }, { action: 'oauth/token', description, clientId });
      if (known.isUsed) {
        revokeGrant(db, known.grantId, now);
        logUse('Refresh token used twice: sign-in ended');
      }
      const grant = await findGrant(db, known.grantId);
      if (grant === undefined || known.isUsed || known.isExpired) return undefined;
      logUse('Token refreshed');
      if (next !== undefined) {
        markRefreshTokenUsed(db, hash, now);
        insertRefreshToken(db, grant.id, hashSecret(next), refreshEnds());
      }
      return grant;
    });
    if (found === undefined) remembered.clear();
    return found;
  }

  return {
    async password(program, email, password) {
      const credentialId = await identify(program);
      const name = email.trim();
      const login = await database.transaction('read', (db) => findClientLogin(db, name));
      const account = login && ({ table: 'users', id: login.userId, passwordHash: login.passwordHash } as const);
      const passwordHash = await passwords.prove(password, account, { name, address: program.address });
      if (login === undefined || passwordHash === undefined) throw new GrantError('invalid_grant', WRONG_USER);
      const refreshToken = drawToken();
      const { clientId, userId } = login;
      const id = await database.transaction('write', async (db) => {
        noteClientSignIn(db, clientId, program.address, clock());
        const isSame = await noteSignIn(db, { id: userId, passwordHash }, program.address, clock());
        // Someone has just changed the password and thereby ended all sign-ins. This one must not survive that.
        if (!isSame) throw new GrantError('invalid_grant', WRONG_USER);
        const made = await insertGrant(db, { audience: 'keliweb', credentialId, clientId });
        insertRefreshToken(db, made, hashSecret(refreshToken), refreshEnds());
        const entry = { action: 'oauth/token', description: `Signed in: client ${clientId}`, clientId, userId };
        logActivity(db, { ...program, credentialId }, entry);
        return made;
      });
      return pair(id, 'keliweb', `client:${clientId}`, refreshToken);
    },

    async refresh(audience, program, refreshToken) {
      const rotates = audience === 'keliweb';
      const owner = rotates ? { id: await identify(program) } : { identifier: program.identifier };
      const next = rotates ? drawToken() : undefined;
      const grant = await exchange(audience, owner, program, refreshToken, next);
      if (grant === undefined) throw new GrantError('invalid_grant', WRONG_REFRESH);
      const subject =
        grant.clientId === null ? `program:${grant.credentialId ?? grant.staffId}` : `client:${grant.clientId}`;
      return pair(grant.id, audience, subject, next ?? refreshToken);
    },

    async revoke(program, token) {
      const credentialId = await identify(program);
      const named = await tokens.verify(token, 'keliweb');
      await database.transaction('write', async (db) => {
        const now = clock();
        const refresh = await findRefreshToken(db, hashSecret(token), now);
        const owner = refresh ?? (named === undefined ? undefined : await findGrantOwner(db, named));
        if (owner === undefined || owner.credentialId !== credentialId) return;
        const { grantId, clientId } = owner;
        revokeGrant(db, grantId, now);
        const entry = { action: 'oauth/revoke', description: 'Sign-in ended', clientId };
        logActivity(db, { ...program, credentialId }, entry);
      });
      remembered.clear();
    },
  };
}
