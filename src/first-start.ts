import { createHash, randomInt } from 'node:crypto';
import { hashSecret } from './callers';
import type { Config } from './config';
import type { Db } from './database/pool';
import type { Passwords } from './passwords';
import { insertCredential } from './store/access';
import { insertRole, insertStaff } from './store/access-admin';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 32 letters and digits from a cryptographic source: 190 bits, in the form that WHMCS's own have. */
export const drawSecret = (): string =>
  Array.from({ length: 32 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/**
 * How a secret is kept: by SHA-256 where nobody can guess it, by bcrypt where somebody may have chosen it.
 */
export async function storeSecret(
  secret: string,
  passwords: Passwords,
): Promise<{ scheme: 'sha256' | 'bcrypt'; hash: string }> {
  const random = isDrawn(secret);
  return random
    ? { scheme: 'sha256', hash: hashSecret(secret) }
    : { scheme: 'bcrypt', hash: await passwords.hash(secret) };
}

/** Whether a secret looks drawn by chance: 32 hexadecimal digits or more, or 28 characters with hardly one twice. */
function isDrawn(secret: string): boolean {
  const different = new Set(secret).size;
  return (/^[0-9a-f]{32,}$/i.test(secret) && different >= 8) || (/^[\x21-\x7e]{28,}$/.test(secret) && different >= 14);
}

/** What legacy callers send for a password is its MD5 digest, so that is what is hashed. */
export const hashAdminPassword = (password: string, passwords: Passwords): Promise<string> =>
  passwords.hash(createHash('md5').update(password).digest('hex'));

/** The role that the first start makes. */
export const EVERYTHING = 'Everything';

export interface FirstCredential {
  identifier: string;
  secret: string;
}

/**
 * Makes the first role and credential, and the first administrator where the settings name one, on a desk that has none.
 *
 * @returns the credential to print, because nobody knows it yet; undefined when it came from the settings, or when the
 * desk had been started before.
 */
export async function prepareFirstStart(
  transaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  passwords: Passwords,
  first: Config['first'],
): Promise<FirstCredential | undefined> {
  if (await transaction(isPrepared)) return undefined;
  const drawn = { identifier: drawSecret(), secret: drawSecret() };
  const secret = await storeSecret(first.secret ?? drawn.secret, passwords);
  const adminHash = first.adminPassword === undefined ? '' : await hashAdminPassword(first.adminPassword, passwords);
  return transaction(async (db) => {
    // Another process may be at the same point; the second finds everything done.
    await db.query('lock table credentials in share row exclusive mode');
    if (await isPrepared(db)) return undefined;
    await insertRole(db, EVERYTHING, ['*']);
    const staffId =
      first.adminUsername === undefined
        ? null
        : await insertStaff(db, { username: first.adminUsername, passwordHash: adminHash, roles: [EVERYTHING] });
    await insertCredential(db, {
      identifier: first.identifier ?? drawn.identifier,
      description: 'Made by the first start',
      secret,
      roles: [EVERYTHING],
      staffId: staffId ?? null,
      idFormat: 'number',
    });
    return first.identifier === undefined ? drawn : undefined;
  });
}

async function isPrepared(db: Db): Promise<boolean> {
  return (await db.query('select 1 from credentials limit 1')).length > 0;
}
