import { createHash, timingSafeEqual } from 'node:crypto';
import type { Changes } from './database/changes';
import type { Database, Db } from './database/pool';
import { ApiError, notFound } from './errors';
import { networkTest, plainAddress } from './networks';
import type { Passwords } from './passwords';
import type { Remembered } from './remembered';
import { hashSecret } from './secrets';
import { type ApiUser, findApiUser } from './store/api-keys';
import { type Ban, listBans } from './store/banned-ips';
import { findSession } from './store/client-sessions';
import { type Credential, findCredential, hasChosenSecrets, type StoredSecret } from './store/credentials';
import { type Audience, findGrant, findGrantByToken, type Grant } from './store/grants';
import { MAY_ASK_FOR_TOKENS } from './store/oauth-clients';
import { findStaffLogin } from './store/staff';
import type { Tokens } from './tokens';

/** Who is calling, and what they may call. Doors obtain one; only the dispatcher asks it. */
export interface Caller {
  /** Stable and unique: it owns idempotency keys and stands in the log. */
  name: string;
  /** What the activity log calls it: an administrator's user name, a credential's identifier, or Client. */
  username: string;
  /** The member of staff behind the call, if any. */
  staff: { id: number; name: string } | null;
  /** The client whom the caller is: then nothing of any other client exists for it. */
  clientId: number | null;
  /** The departments whose tickets the caller works on; null for all. */
  departmentIds: number[] | null;
  idFormat: 'number' | 'string';
  /** What the caller may call, in lower case; `*` for everything. */
  actions: readonly string[];
  /** @param action in lower case. Nothing is allowed that no role lists. */
  may(action: string): boolean;
}

/** What a caller sent to say who they are; empty where nothing came. */
export interface Claim {
  identifier: string;
  secret: string;
  username: string;
  password: string;
  /** Where the call comes from: repeated failures are counted by login name and address. */
  address: string;
}

export interface Callers {
  /**
   * @throws ApiError (forbidden) `Banned IP <address>`, which no access key helps against; `Invalid IP <address>` when the
   * address is not on the list and no access key is given.
   */
  checkAddress(address: string, accessKey: string): Promise<void>;
  /**
   * The same for what the public may see: only a ban counts.
   *
   * @throws ApiError (forbidden) `Banned IP <address>`.
   */
  checkBan(address: string): Promise<void>;
  /**
   * Finds the caller: an identifier and secret first; else the same pair in user name and password; else a member of
   * staff with API login and the MD5 hex digest of the password. Empty values count as not sent.
   *
   * @throws ApiError (unauthenticated) with the published texts `Invalid or missing credentials`, `Authentication Failed`,
   * `Administrator Account Disabled` and `Access Denied`; the last two only after the right password.
   */
  identify(claim: Claim): Promise<Caller>;
  /**
   * The id of the credential that is an OAuth client: one with a role that lists `oauth/token`.
   *
   * @returns undefined for a wrong identifier or secret, and for a credential that may not ask for tokens.
   */
  program(identifier: string, secret: string, address: string): Promise<number | undefined>;
  /**
   * Whoever a bearer token stands for: a client, a member of staff or a program.
   *
   * @param header of the name Authorization.
   * @throws ApiError (unauthenticated) `Unauthenticated.` for anything but a living token for that audience.
   */
  bearer(header: string | undefined, audience: Audience): Promise<Caller>;
  /**
   * The member of staff or client with an e-mail address and an API key.
   *
   * @throws ApiError (unauthenticated) `Wrong e-mail address or API key`.
   */
  apiUser(email: string, key: string): Promise<Caller>;
  /**
   * The client whose browser holds a session. A user who is not the owner may ask for tickets only with that permission.
   *
   * @throws ApiError (unauthenticated) `Unauthenticated.` for anything but a living session.
   */
  session(token: string): Promise<Caller>;
  /**
   * The program itself, or the administrator it names: what localAPI and the command line call as.
   *
   * @throws ApiError (not_found) `Admin user not found`; (unauthenticated) `Administrator Account Disabled`.
   */
  local(adminUsername?: string): Promise<Caller>;
}

interface Parts {
  database: Database;
  changes: Changes;
  passwords: Passwords;
  allowedNetworks: string[] | undefined;
  accessKey: string | undefined;
  tokens: Tokens;
  clock: () => Date;
  remembered: {
    credentials: Remembered<Credential>;
    grants: Remembered<Grant>;
    apiUsers: Remembered<ApiUser>;
    bans: Remembered<BanTest>;
  };
}

/** Whether an address is banned at a time, in milliseconds since the epoch. */
export type BanTest = (address: string, now: number) => boolean;

/** How a personal token begins. */
export const PERSONAL_TOKEN = 'hdp_';

/** What clients may ask for themselves, at the doors that know clients. */
const CLIENTS_MAY: ReadonlySet<string> = new Set([
  'openticket',
  'addticketreply',
  'getticket',
  'gettickets',
  'helpdeskeddy/createticket',
  'helpdeskeddy/listtickets',
  'helpdeskeddy/getticket',
  'helpdeskeddy/listposts',
  'helpdeskeddy/createpost',
  'helpdeskeddy/getfile',
  'helpdeskeddy/listdepartments',
  'helpdeskeddy/liststatuses',
  'helpdeskeddy/listpriorities',
  'helpdeskeddy/listtypes',
  'helpdeskeddy/listcustomfields',
  'helpdeskeddy/getcustomfield',
  'helpdeskeddy/listfieldoptions',
  'helpdeskeddy/listusers',
  'helpdeskeddy/getuser',
]);

const NOTHING: ReadonlySet<string> = new Set();

const MD5_HEX = /^[0-9a-f]{32}$/;

export function createCallers(parts: Parts): Callers {
  const { database, changes, passwords, tokens, clock, remembered } = parts;
  const isAllowed = parts.allowedNetworks === undefined ? () => true : networkTest(parts.allowedNetworks);

  async function checkBan(address: string): Promise<void> {
    const isBanned = await remembered.bans.get('all', changes, async () =>
      banTest(await database.transaction('read', (db) => listBans(db, clock()))),
    );
    if (isBanned?.(address, clock().getTime())) throw new ApiError('forbidden', `Banned IP ${plainAddress(address)}`);
  }

  async function findByCredential(
    identifier: string,
    secret: string,
    address: string,
  ): Promise<Credential | undefined> {
    const credential = await remembered.credentials.get(identifier, changes, () =>
      database.transaction('read', (db) => findCredential(db, identifier)),
    );
    const now = clock().getTime();
    const living = credential?.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now) ?? [];
    for (const stored of living) {
      if (await matchesSecret(secret, stored, `${identifier} ${address}`)) return credential;
    }
    return undefined;
  }

  async function byCredential(identifier: string, secret: string, address: string): Promise<Caller | undefined> {
    const credential = await findByCredential(identifier, secret, address);
    return credential && caller(`credential:${credential.id}`, credential, credential.idFormat);
  }

  /** A personal token is looked up by what it is; any other must be one of ours, and name a grant that still is. */
  async function findTokenGrant(token: string, audience: Audience): Promise<Grant | undefined> {
    const load = <T>(work: (db: Db) => Promise<T>) => database.transaction('read', work);
    if (token.startsWith(PERSONAL_TOKEN)) {
      const hash = hashSecret(token);
      return remembered.grants.get(hash, changes, () => load((db) => findGrantByToken(db, hash)));
    }
    const id = await tokens.verify(token, audience);
    if (id === undefined) return undefined;
    return remembered.grants.get(id, changes, () => load((db) => findGrant(db, id)));
  }

  async function matchesSecret(secret: string, { scheme, hash }: StoredSecret, attempt: string): Promise<boolean> {
    return scheme === 'sha256' ? sameText(hashSecret(secret), hash) : passwords.matches(secret, hash, attempt);
  }

  /**
   * Where some secret was chosen by a person, a wrong one for it takes a bcrypt comparison; so that nobody can tell those
   * identifiers from others, or from none, by the time it takes, every other failure takes one too.
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
    return caller(`staff:${login.id}`, login, 'number');
  }

  return {
    checkBan,
    async checkAddress(address, accessKey) {
      const hasKey = parts.accessKey !== undefined && sameText(accessKey, parts.accessKey);
      // A stranger is told so without a look into the database.
      if (!isAllowed(address) && !hasKey) throw new ApiError('forbidden', `Invalid IP ${plainAddress(address)}`);
      await checkBan(address);
    },
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
    async bearer(header, audience) {
      const token = /^Bearer +([\x21-\x7e]{1,8192}) *$/i.exec(header ?? '')?.[1];
      const grant = token === undefined ? undefined : await findTokenGrant(token, audience);
      const lives = grant !== undefined && (grant.expiresAt === null || grant.expiresAt > clock().getTime());
      if (!lives || grant.audience !== audience) throw new ApiError('unauthenticated', 'Unauthenticated.');
      if (grant.clientId !== null) return clientCaller(grant.clientId);
      const name =
        grant.staffId !== null && grant.credentialId === null
          ? `staff:${grant.staffId}`
          : `credential:${grant.credentialId}`;
      return caller(name, grant, 'number');
    },
    async apiUser(email, key) {
      const hash = hashSecret(key);
      const user = await remembered.apiUsers.get(hash, changes, () =>
        database.transaction('read', (db) => findApiUser(db, hash)),
      );
      if (
        user === undefined ||
        !sameText(user.email.toLowerCase(), email.trim().toLowerCase()) ||
        email.trim() === ''
      ) {
        throw new ApiError('unauthenticated', 'Wrong e-mail address or API key');
      }
      return user.clientId === null ? caller(`staff:${user.staffId}`, user, 'number') : clientCaller(user.clientId);
    },
    async session(token) {
      const found =
        token === ''
          ? undefined
          : await database.transaction('read', (db) => findSession(db, hashSecret(token), clock()));
      if (found === undefined) throw new ApiError('unauthenticated', 'Unauthenticated.');
      return clientCaller(found.clientId, found.mayTickets ? CLIENTS_MAY : NOTHING);
    },
    async local(adminUsername) {
      if (!adminUsername) return localCaller(null, SYSTEM.username, null);
      const login = await database.transaction('read', (db) => findStaffLogin(db, adminUsername));
      if (login === undefined) throw notFound('Admin user not found');
      if (login.disabled) throw new ApiError('unauthenticated', 'Administrator Account Disabled');
      return localCaller({ id: login.id, name: login.staffName }, login.username, login.departmentIds);
    },
  };
}

function caller(
  name: string,
  rights: Pick<Credential, 'actions' | 'staffId' | 'staffName' | 'username' | 'departmentIds'>,
  idFormat: Caller['idFormat'],
): Caller {
  const actions = new Set(rights.actions);
  return {
    name,
    username: rights.username,
    staff: rights.staffId === null ? null : { id: rights.staffId, name: rights.staffName },
    clientId: null,
    departmentIds: rights.departmentIds,
    idFormat,
    actions: rights.actions,
    may: (action) => allows(actions, action),
  };
}

const allows = (actions: ReadonlySet<string>, action: string): boolean => actions.has('*') || actions.has(action);

/** What the activity log calls a client. */
export const CLIENT_USERNAME = 'Client';

/** What it calls the program itself, and how this caller is named. */
export const SYSTEM = { name: 'local', username: 'System' };

/** A client has no role: every client may do the same, and only with what is theirs. */
const clientCaller = (clientId: number, actions = CLIENTS_MAY): Caller => ({
  name: `client:${clientId}`,
  username: CLIENT_USERNAME,
  staff: null,
  clientId,
  departmentIds: null,
  idFormat: 'string',
  actions: [...actions],
  may: (action) => actions.has(action),
});

const localCaller = (staff: Caller['staff'], username: string, departmentIds: Caller['departmentIds']): Caller => ({
  name: staff === null ? SYSTEM.name : `local:staff:${staff.id}`,
  username,
  staff,
  clientId: null,
  departmentIds,
  idFormat: 'number',
  actions: ['*'],
  may: () => true,
});

function banTest(bans: Ban[]): BanTest {
  const tests = bans.map(({ network, expiresAt }) => ({ isInside: networkTest([network]), expiresAt }));
  return (address, now) =>
    tests.some(({ isInside, expiresAt }) => (expiresAt === null || expiresAt > now) && isInside(address));
}

/** Whether two texts are equal, in a time that does not tell how much of them is. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
