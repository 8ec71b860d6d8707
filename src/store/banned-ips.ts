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
