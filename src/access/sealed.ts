import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

/** AES-256-GCM. The number is the version of this form: `sealed1:<id of the key>:<base64 of nonce, text and tag>`. */
const CIPHER = 'aes-256-gcm';
const FORM = /^sealed1:([0-9a-f]{16}):([A-Za-z0-9+/]+={0,2})$/;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Identifies a key. Nothing about the key can be learned from it. */
export const keyIdOf = (key: Buffer): string =>
  hash('sha256', Buffer.concat([Buffer.from('key id:'), key])).slice(0, 16);

/** Whether a text is sealed, by whichever key. */
export const isSealed = (text: string): boolean => FORM.test(text);

/**
 * Encrypts a text.
 *
 * @param key 32 bytes
 * @param what says what it is, such as `webhook:7:secret`. It opens only as the same, so that nobody who can change rows
 *   can make one secret pass for another
 */
export function seal(key: Buffer, text: string, what: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(what));
  const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `sealed1:${keyIdOf(key)}:${bytes.toString('base64')}`;
}

/**
 * Decrypts what {@link seal} made.
 *
 * @returns undefined if another key sealed it, if it is something else, or if it was changed
 */
export function open(key: Buffer, sealed: string, what: string): string | undefined {
  const [, id, encoded = ''] = FORM.exec(sealed) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (id !== keyIdOf(key) || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(what)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
