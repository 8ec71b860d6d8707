import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';

/** A key pair that signs access tokens. */
export interface SigningKey {
  id: string;
  /** PEM, PKCS #8. */
  privateKey: string;
  publicKey: Record<string, string>;
  /** When it stops verifying, in milliseconds since the epoch; null for the key that signs. */
  endsAt: number | null;
}

/** Lists the keys that verify tokens. The first one is the key that signs. */
export const listSigningKeys = (db: Db, now: Date): Promise<SigningKey[]> =>
  db.query(
    `select id, private_key as "privateKey", public_key as "publicKey",
       (extract(epoch from ends_at) * 1000)::float8 as "endsAt"
     from signing_keys where ends_at is null or ends_at > $1 order by ends_at is not null, created_at desc, id`,
    [now],
  );

/** Keeps other transactions from making a signing key until this one ends. */
export const lockSigningKeys = (db: Db): Promise<void> => lockUntilCommit(db, 'signing keys');

/**
 * Makes a key the one that signs. The old keys go on verifying until `oldOnesEnd`. It does not wait: the commit does.
 */
export function insertSigningKey(
  db: Db,
  key: { id: string; privateKey: string; publicKey: Record<string, unknown> },
  now: Date,
  oldOnesEnd: Date,
): void {
  db.send('update signing_keys set ends_at = least(coalesce(ends_at, $1), $1)', [oldOnesEnd]);
  db.send('insert into signing_keys (id, private_key, public_key, created_at) values ($1, $2, $3, $4)', [
    key.id,
    key.privateKey,
    JSON.stringify(key.publicKey),
    now,
  ]);
}
