import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';
import { type Listed, listPage, type Page } from '../pages';
import { inserted } from '../rows';

/** A network from which nobody is answered. */
export interface Ban {
  /** As `address/prefix`. */
  network: string;
  /** Milliseconds since the epoch; null for one that does not end by itself. */
  expiresAt: number | null;
}

/** The bans that have not ended. */
export const listBans = (db: Db, now: Date): Promise<Ban[]> =>
  db.query(
    `select host(network) || '/' || masklen(network) as network,
       (extract(epoch from expires_at) * 1000)::float8 as "expiresAt"
     from banned_ips where expires_at is null or expires_at > $1`,
    [now],
  );

/** Bans a network, as `address/prefix`. One that is banned already is banned anew, for this reason and this long. */
export async function insertBan(
  db: Db,
  ban: { network: string; reason: string; expiresAt: Date | null; now: Date },
): Promise<number> {
  const rows = await db.query<{ id: number }>(
    `insert into banned_ips (network, reason, expires_at, created_at) values ($1, $2, $3, $4)
     on conflict (network) do update set reason = $2, expires_at = $3 returning id`,
    [ban.network, ban.reason, ban.expiresAt, ban.now],
  );
  return inserted(rows).id;
}

/** Deletes some of the bans that ended long ago; until then, whoever asks can see them. @returns how many. */
export const forgetOldBans = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'banned_ips', `expires_at < $1::timestamptz - interval '30 days'`, [now]);

/** A ban as it is listed. */
export interface BanRow {
  id: number;
  /** An address, or a network as `address/prefix`. */
  address: string;
  reason: string;
  expiresAt: Date | null;
  createdAt: Date;
}

const BANS = {
  select: `id, case masklen(network) when case family(network) when 4 then 32 else 128 end then host(network)
    else network::text end as address, reason, expires_at as "expiresAt", created_at as "createdAt"`,
  from: 'banned_ips',
  orderBy: 'id desc',
};

/**
 * A page of the bans, the newest first.
 *
 * @param filter undefined members do not count; `network` finds the bans that it lies in.
 */
export const listBanRows = (
  db: Db,
  { id, network }: { id: number | undefined; network: string | undefined },
  page: Page,
): Promise<Listed<BanRow>> =>
  listPage<BanRow>(
    db,
    BANS,
    [
      ['id = ?', id],
      ['network >>= ?::cidr', network],
    ],
    page,
  );
