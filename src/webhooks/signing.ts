import { createHmac, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';

/** The secrets of a webhook, in base64: for v1, which the receiver has too, and for v1a, which only the desk has. */
export interface SigningSecrets {
  secret: string;
  seed: string;
}

/** Draws the secrets of a webhook. */
export const drawSigningSecrets = (): SigningSecrets => ({
  secret: randomBytes(32).toString('base64'),
  seed: randomBytes(32).toString('base64'),
});

/** The secret as Standard Webhooks writes it. */
export const printedSecret = ({ secret }: SigningSecrets): string => `whsec_${secret}`;

/** The public key of v1a as Standard Webhooks writes it. */
export function printedPublicKey({ seed }: SigningSecrets): string {
  const { x = '' } = createPublicKey(keyOf(seed)).export({ format: 'jwk' });
  return `whpk_${Buffer.from(x, 'base64url').toString('base64')}`;
}

/** The headers that Standard Webhooks 1.0 wants. While secrets rotate, the old ones sign as well. */
export function signatureHeaders(
  { id, at, body }: { id: string; at: Date; body: string },
  secrets: readonly SigningSecrets[],
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signed = Buffer.from(`${id}.${timestamp}.${body}`);
  const signatures = secrets.flatMap(({ secret, seed }) => [
    `v1,${createHmac('sha256', Buffer.from(secret, 'base64')).update(signed).digest('base64')}`,
    `v1a,${sign(null, signed, keyOf(seed)).toString('base64')}`,
  ]);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** What precedes an ed25519 seed in PKCS #8. */
const PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Making a key takes longer than signing. */
const MOST_KEYS = 1_000;
const keys = new Map<string, KeyObject>();

function keyOf(seed: string): KeyObject {
  const known = keys.get(seed);
  if (known !== undefined) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  const key = createPrivateKey({
    key: Buffer.concat([PREFIX, Buffer.from(seed, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  });
  keys.set(seed, key);
  return key;
}
