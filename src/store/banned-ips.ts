import type { Db } from '../database/pool';

/** A network from which nobody is answered. */
export interface Ban {
  /** As `address/prefix`. */
  network: string;
  /** Milliseconds since the epoch; null for one that does not end by itself. */
  expiresAt: number | null;
}

export const listBans = (db: Db): Promise<Ban[]> =>
  db.query(
    `select host(network) || '/' || masklen(network) as network,
       (extract(epoch from expires_at) * 1000)::float8 as "expiresAt"
     from banned_ips`,
  );

/** Bans a network, as `address/prefix`. One that is banned already is banned anew, for this reason and this long. */
export async function insertBan(
  db: Db,
  ban: { network: string; reason: string; expiresAt: Date | null; now: Date },
): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into banned_ips (network, reason, expires_at, created_at) values ($1, $2, $3, $4)
     on conflict (network) do update set reason = $2, expires_at = $3 returning id`,
    [ban.network, ban.reason, ban.expiresAt, ban.now],
  );
  if (row === undefined) throw new Error('an insert returned no row');
  return row.id;
}
