import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';
import { type Listed, listPage, type Page } from '../pages';
import { inserted } from '../rows';

/** A network whose requests are refused. */
export interface Ban {
  /** As `address/prefix`. */
  network: string;
  /** Milliseconds since the epoch; null for a permanent ban. */
  expiresAt: number | null;
}

/** Lists the bans in force. */
export const listBans = (db: Db, now: Date): Promise<Ban[]> =>
  db.query(
    `select host(network) || '/' || masklen(network) as network,
       (extract(epoch from expires_at) * 1000)::float8 as "expiresAt"
     from banned_ips where expires_at is null or expires_at > $1`,
    [now],
  );

/** Bans a network, given as `address/prefix`. If it is already banned, the new reason and end replace the old ones. */
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

/** Deletes some of the bans that ended over 30 days ago. Until then, they are still listed. @returns how many. */
export const forgetOldBans = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'banned_ips', `expires_at < $1::timestamptz - interval '30 days'`, [now]);

/** A ban in a list. */
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
 * Lists a page of the bans, newest first.
 *
 * @param filter undefined members exclude none. `network` finds the bans that contain it.
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
