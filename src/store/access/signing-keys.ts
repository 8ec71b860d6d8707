import type { Db } from '../../database/pool';
import { lockUntilCommit } from '../locks';

/** A key pair that signs access tokens. */
export interface SigningKey {
  id: string;
  /** PEM, PKCS #8. */
  privateKey: string;
  publicKey: Record<string, string>;
  /** Milliseconds since the epoch at which it stops verifying; null for the one that signs. */
  endsAt: number | null;
}

/** The keys that verify, the one that signs first. */
export const listSigningKeys = (db: Db, now: Date): Promise<SigningKey[]> =>
  db.query(
    `select id, private_key as "privateKey", public_key as "publicKey",
       (extract(epoch from ends_at) * 1000)::float8 as "endsAt"
     from signing_keys where ends_at is null or ends_at > $1 order by ends_at is not null, created_at desc, id`,
    [now],
  );

/** Lets nobody else make a signing key until the transaction ends. */
export const lockSigningKeys = (db: Db): Promise<void> => lockUntilCommit(db, 'signing keys');

/** Makes a key the one that signs; the others go on verifying until `oldOnesEnd`. It does not wait: the commit does. */
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
