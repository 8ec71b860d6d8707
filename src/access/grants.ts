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

/** What a sign-in is answered with. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  /** Seconds that the access token lives. */
  expiresIn: number;
}

/** Why there is no token, in the words of RFC 6749. */
export type GrantFault = 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type';

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

/** Signing in for tokens: OAuth 2.0 (RFC 6749), its password and refresh_token grants, and revocation (RFC 7009). */
export interface Grants {
  /**
   * Signs a client in with e-mail address and password, through a program that may ask for tokens.
   *
   * @throws GrantError (invalid_client, invalid_grant).
   */
  password(program: Program, email: string, password: string): Promise<TokenPair>;
  /**
   * Gives a new pair for a refresh token. At the reseller API the token works once: when it comes a second time,
   * somebody has stolen it, and everything that came of that sign-in ends. At the Socialboards API it stays the same,
   * because callers have it written into their settings, and the program's identifier is all that goes with it.
   *
   * @throws GrantError (invalid_client, invalid_grant).
   */
  refresh(audience: Audience, program: Program, refreshToken: string): Promise<TokenPair>;
  /** Ends what a refresh or access token belongs to. A token that is none is no error, as RFC 7009 asks. @throws GrantError (invalid_client). */
  revoke(program: Program, token: string): Promise<void>;
}

/** The OAuth client, as it was sent. */
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
  /** What this process remembers of grants: it must not outlive a revocation by the moment until its news arrives. */
  remembered: Remembered<Grant>;
  lifetimes: TokenLifetimes;
  clock: () => Date;
}

/** What the activity log is told beside who and when. */
type Told = Pick<ActivityRow, 'action' | 'description'> & { clientId?: number | null; userId?: number };

const WRONG_CLIENT = 'Client authentication failed';
const WRONG_USER = 'The user credentials were incorrect.';
const WRONG_REFRESH = 'The refresh token is invalid.';

/** Signs in over the database, through the programs that `callers` recognises. */
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

  /** Says in the activity log what a program did for a client, or for itself. */
  const tell = (db: Db, program: Program & { credentialId: number | null }, entry: Told): void =>
    insertActivity(db, {
      ...{ at: clock(), address: program.address, ...entry },
      ...{ caller: `credential:${program.credentialId}`, username: program.identifier },
    });

  /** @returns the grant that the token is good for, or undefined; a token that was used before ends its grant. */
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
      const say = (description: string): void =>
        tell(db, { ...program, credentialId }, { action: 'oauth/token', description, clientId });
      if (known.isUsed) {
        revokeGrant(db, known.grantId, now);
        say('Refresh token used twice: sign-in ended');
      }
      const grant = await findGrant(db, known.grantId);
      if (grant === undefined || known.isUsed || known.isExpired) return undefined;
      say('Token refreshed');
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
      const attempt = `${email.trim().toLowerCase()} ${program.address}`;
      const login = await database.transaction('read', (db) => findClientLogin(db, email.trim()));
      const proved =
        login?.passwordHash == null
          ? await passwords.mismatch(password, attempt)
          : await passwords.matches(password, login.passwordHash, attempt);
      if (login === undefined || !proved) throw new GrantError('invalid_grant', WRONG_USER);
      const refreshToken = drawToken();
      const { clientId, userId, passwordHash } = login;
      const id = await database.transaction('write', async (db) => {
        noteClientSignIn(db, clientId, program.address, clock());
        const isSame =
          passwordHash !== null && (await noteSignIn(db, { id: userId, passwordHash }, program.address, clock()));
        // Whoever changed the password meanwhile ended what there was, and this would have come after it.
        if (!isSame) throw new GrantError('invalid_grant', WRONG_USER);
        const made = await insertGrant(db, { audience: 'keliweb', credentialId, clientId });
        insertRefreshToken(db, made, hashSecret(refreshToken), refreshEnds());
        const entry = { action: 'oauth/token', description: `Signed in: client ${clientId}`, clientId, userId };
        tell(db, { ...program, credentialId }, entry);
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
        tell(db, { ...program, credentialId }, { action: 'oauth/revoke', description: 'Sign-in ended', clientId });
      });
      remembered.clear();
    },
  };
}
