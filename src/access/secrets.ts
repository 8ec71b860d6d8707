import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Passwords } from './passwords';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 32 letters and digits from a cryptographic source: 190 bits, in the form that WHMCS's own have. */
export const drawSecret = (): string =>
  Array.from({ length: 32 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/** A token that nobody can guess: 256 bits, as URLs take it. */
export const drawToken = (): string => randomBytes(32).toString('base64url');

/** Bytes that nobody can guess, as text: for what callers know in a form of its own. */
export const drawBytes = (count: number, encoding: 'base64' | 'hex'): string => randomBytes(count).toString(encoding);

/** SHA-256 in hex. Enough for secrets of our own making, which hold more than 128 bits of chance. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * How a secret is kept: by SHA-256 where nobody can guess it, by bcrypt where somebody may have chosen it.
 */
export async function storeSecret(
  secret: string,
  passwords: Passwords,
): Promise<{ scheme: 'sha256' | 'bcrypt'; hash: string }> {
  return isDrawn(secret)
    ? { scheme: 'sha256', hash: hashSecret(secret) }
    : { scheme: 'bcrypt', hash: await passwords.hash(secret) };
}

/** Whether a secret looks drawn by chance: 32 hexadecimal digits or more, or 28 characters with hardly one twice. */
function isDrawn(secret: string): boolean {
  const different = new Set(secret).size;
  return (/^[0-9a-f]{32,}$/i.test(secret) && different >= 8) || (/^[\x21-\x7e]{28,}$/.test(secret) && different >= 14);
}

/** What legacy callers send for an administrator's password is its MD5 digest, so that is what is hashed. */
export const hashAdminPassword = (password: string, passwords: Passwords): Promise<string> =>
  passwords.hash(createHash('md5').update(password).digest('hex'));

/** Whether two texts are equal, in a time that does not tell how much of them is. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
