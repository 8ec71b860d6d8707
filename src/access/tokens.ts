import { createHash, randomBytes } from 'node:crypto';
import { exportJWK, exportPKCS8, generateKeyPair, importJWK, importPKCS8, jwtVerify, SignJWT } from 'jose';
import type { Changes } from '../database/listen';
import type { Database, Db } from '../database/pool';
import type { Audience } from '../store/access/grants';
import { insertSigningKey, listSigningKeys, lockSigningKeys, type SigningKey } from '../store/access/signing-keys';
import { insertActivity } from '../store/desk/activity';
import { SYSTEM } from './caller';
import type { Remembered } from './remembered';
import { hashSecret } from './secrets';

/** Access tokens: JSON Web Tokens (RFC 7519) signed with RS256 by a key in the database. */
export interface Tokens {
  /** @returns a token that names the grant and expires after the lifetime of access tokens */
  sign(grant: { id: string; audience: Audience; subject: string }): Promise<string>;
  /**
   * @returns the id of the grant that a token names; undefined if the token is forged, expired, for another audience or
   *   not a token at all
   */
  verify(token: string, audience: Audience): Promise<string | undefined>;
  /** The public keys, as a JWK Set (RFC 7517). */
  publicKeys(): Promise<{ keys: Record<string, string>[] }>;
  /**
   * Signs with a new key from now on. Older keys still verify until all tokens that they signed have expired.
   *
   * @returns the new key's id
   */
  rotate(): Promise<string>;
}

interface Parts {
  database: Database;
  changes: Changes;
  keys: Remembered<SigningKey[]>;
  /** The lifetime of access tokens. */
  seconds: number;
  clock: () => Date;
}

const ALGORITHM = 'RS256';
const ISSUER = 'hatchdesk';
const CLOCK_ALLOWANCE_S = 5;

/** A token whose signature was right, which it stays for as long as the key and the token are valid. */
interface Verified {
  grant: string;
  keyId: string;
  /** In seconds, as in the token. */
  notBefore: number;
  expiresAt: number;
}

/** How many verified tokens to remember. */
const MOST_VERIFIED = 10_000;

export function createTokens({ database, changes, keys, seconds, clock }: Parts): Tokens {
  /** By the hash of audience and token, so that no token is kept. Verifying again would cost a third of a call. */
  const verified = new Map<string, Verified>();

  const validKeys = async (): Promise<SigningKey[]> => {
    const now = clock();
    const all = await keys.get('all', changes, async () => {
      const found = await database.transaction('read', (db) => listSigningKeys(db, now));
      return found.length === 0 ? undefined : found;
    });
    return (all ?? []).filter(({ endsAt }) => endsAt === null || endsAt > now.getTime());
  };

  /** The key for signing. The first call on a new desk creates one. */
  async function signingKey(): Promise<SigningKey> {
    const present = (await validKeys()).find(({ endsAt }) => endsAt === null);
    if (present !== undefined) return present;
    const made = await drawKey();
    await database.transaction('write', async (db) => {
      await lockSigningKeys(db);
      const others = await listSigningKeys(db, clock());
      if (!others.some(({ endsAt }) => endsAt === null)) insert(db, made);
    });
    keys.clear();
    const [first] = await database.transaction('read', (db) => listSigningKeys(db, clock()));
    if (first === undefined) throw new Error('a signing key was inserted but cannot be found');
    return first;
  }

  const insert = (db: Db, key: NewKey): void => {
    const now = clock();
    insertSigningKey(db, key, now, new Date(now.getTime() + (seconds + 2 * CLOCK_ALLOWANCE_S) * 1000));
  };

  return {
    async sign({ id, audience, subject }) {
      const key = await signingKey();
      const now = Math.floor(clock().getTime() / 1000);
      return new SignJWT({ grant: id })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: key.id })
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setSubject(subject)
        .setJti(randomBytes(16).toString('hex'))
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + seconds)
        .sign(await importPKCS8(key.privateKey, ALGORITHM));
    },

    async verify(token, audience) {
      const known = await validKeys();
      const now = Math.floor(clock().getTime() / 1000);
      const hash = hashSecret(`${audience} ${token}`);
      const before = verified.get(hash);
      if (before !== undefined && isValid(before, known, now)) return before.grant;
      verified.delete(hash);
      try {
        const { payload, protectedHeader } = await jwtVerify(
          token,
          async ({ kid }) => {
            const key = known.find(({ id }) => id === kid);
            if (key === undefined) throw new Error('not signed by a key of this desk');
            return importJWK(key.publicKey, ALGORITHM);
          },
          {
            algorithms: [ALGORITHM],
            issuer: ISSUER,
            audience,
            typ: 'JWT',
            clockTolerance: CLOCK_ALLOWANCE_S,
            currentDate: clock(),
            requiredClaims: ['exp', 'nbf', 'sub', 'jti', 'grant'],
          },
        );
        const { grant, nbf = now, exp = now } = payload;
        if (typeof grant !== 'string' || !UUID.test(grant)) return undefined;
        if (verified.size >= MOST_VERIFIED) verified.clear();
        verified.set(hash, { grant, keyId: String(protectedHeader.kid), notBefore: nbf, expiresAt: exp });
        return grant;
      } catch {
        // This only examines the token, so any error is the sender's.
        return undefined;
      }
    },

    async publicKeys() {
      await signingKey();
      return {
        keys: (await validKeys()).map(({ id, publicKey }) => ({ ...publicKey, kid: id, use: 'sig', alg: ALGORITHM })),
      };
    },

    async rotate() {
      const made = await drawKey();
      await database.transaction('write', async (db) => {
        await lockSigningKeys(db);
        insert(db, made);
        insertActivity(db, {
          ...{ at: clock(), action: 'signing-key rotate', description: `signing-key rotate: key ${made.id}` },
          ...{ caller: SYSTEM.name, username: SYSTEM.username, address: '' },
        });
      });
      keys.clear();
      return made.id;
    },
  };
}

const isValid = ({ keyId, notBefore, expiresAt }: Verified, known: SigningKey[], now: number): boolean =>
  known.some(({ id }) => id === keyId) && notBefore <= now + CLOCK_ALLOWANCE_S && expiresAt > now - CLOCK_ALLOWANCE_S;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface NewKey {
  id: string;
  privateKey: string;
  publicKey: Record<string, unknown>;
}

async function drawKey(): Promise<NewKey> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(publicKey);
  const id = createHash('sha256').update(String(jwk.n)).digest('base64url').slice(0, 16);
  return { id, privateKey: await exportPKCS8(privateKey), publicKey: { ...jwk } };
}
