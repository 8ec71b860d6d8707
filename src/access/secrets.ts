import { createHash, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ALPHANUMERIC, drawText } from '../text/draw';
import type { Passwords } from './passwords';
import { checkChosen } from './passwords/chosen';

/** Generates 32 letters and digits from a cryptographic source: 190 bits, in the form of WHMCS's own secrets. */
export const drawSecret = (): string => drawText(ALPHANUMERIC, 32);

/** Generates an unguessable token of 256 bits that is safe in URLs. */
export const drawToken = (): string => randomBytes(32).toString('base64url');

/** Generates unguessable bytes as text, for secrets whose form callers prescribe. */
export const drawBytes = (count: number, encoding: 'base64' | 'hex'): string => randomBytes(count).toString(encoding);

/** SHA-256 in hex. A fast hash is enough for secrets that we generate, because they have more than 128 random bits. */
export const hashSecret = (secret: string): string => hash('sha256', secret);

/**
 * Hashes a secret for storage: with SHA-256 if it cannot be guessed, with bcrypt if a person may have chosen it.
 *
 * @throws ApiError what `passwords.hash` refuses
 */
export async function storeSecret(
  secret: string,
  passwords: Passwords,
): Promise<{ scheme: 'sha256' | 'bcrypt'; hash: string }> {
  return isDrawn(secret)
    ? { scheme: 'sha256', hash: hashSecret(secret) }
    : { scheme: 'bcrypt', hash: await passwords.hash(secret) };
}

/** Whether a secret looks random: 32 hexadecimal digits or more, or 28 characters or more with few repetitions. */
function isDrawn(secret: string): boolean {
  const different = new Set(secret).size;
  return (/^[0-9a-f]{32,}$/i.test(secret) && different >= 8) || (/^[\x21-\x7e]{28,}$/.test(secret) && different >= 14);
}

/** What stands for an administrator's password: its MD5 digest, because that is what legacy callers send. */
export const adminPassword = (password: string): string => createHash('md5').update(password).digest('hex');

/**
 * Hashes an administrator's password, as {@link adminPassword}.
 *
 * @throws ApiError (invalid) what {@link checkChosen} refuses; (busy)
 */
export async function hashAdminPassword(password: string, passwords: Passwords): Promise<string> {
  await checkChosen(password);
  return passwords.hash(adminPassword(password));
}

/** Whether two texts are equal. The time it takes does not reveal how much of them is. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(one), digest(other));
}

/** Whether a secret has one of these hashes from {@link hashSecret}. The time it takes does not reveal how much is equal. */
export function isSecretOf(secret: string, hashes: readonly string[]): boolean {
  if (hashes.length === 0) return false;
  // Hashes are as long as each other, so they need no digests of their own, which take 3 us.
  const own = Buffer.from(hashSecret(secret));
  return hashes.some((one) => one.length === own.length && timingSafeEqual(Buffer.from(one), own));
}
