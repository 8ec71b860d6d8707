import type { DeskKey } from '../access/desk-key';
import type { Db } from '../database/pool';
import type { SigningSecrets } from './signing';

const nameOf = (webhookId: number, what: keyof SigningSecrets): string => `webhook:${webhookId}:${what}`;

/** Encrypts the secrets of a webhook for its row. @throws ApiError what `key.seal` refuses */
export async function sealSecrets(
  key: DeskKey,
  db: Db,
  webhookId: number,
  { secret, seed }: SigningSecrets,
): Promise<SigningSecrets> {
  return {
    secret: await key.seal(db, secret, nameOf(webhookId, 'secret')),
    seed: await key.seal(db, seed, nameOf(webhookId, 'seed')),
  };
}

/** Decrypts the secrets in a webhook's row. @returns undefined if this process lacks the key that sealed them */
export function openSecrets(
  key: Pick<DeskKey, 'open'>,
  webhookId: number,
  sealed: SigningSecrets,
): SigningSecrets | undefined {
  const secret = key.open(sealed.secret, nameOf(webhookId, 'secret'));
  const seed = key.open(sealed.seed, nameOf(webhookId, 'seed'));
  return secret === undefined || seed === undefined ? undefined : { secret, seed };
}
