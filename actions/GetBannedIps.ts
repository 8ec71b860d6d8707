import { action } from '../src/calls/action';
import { readBanned } from '../src/dialects/whmcs/bans';
import { countsOf, pageOf } from '../src/dialects/whmcs/pages';
import type { GetBannedIps } from '../src/generated/GetBannedIps';
import type { Condition } from '../src/store/conditions';
import { listPage } from '../src/store/pages';

interface BanRow {
  id: number;
  /** An address, or a network as `address/prefix`. */
  ip: string;
  reason: string;
  expiresAt: Date | null;
  createdAt: Date;
}

const BANS = {
  select: `id, case masklen(network) when case family(network) when 4 then 32 else 128 end then host(network)
    else network::text end as ip, reason, expires_at as "expiresAt", created_at as "createdAt"`,
  from: 'banned_ips',
  orderBy: 'id desc',
};

export default action<GetBannedIps>(async (params, { db, now }) => {
  const network = params.ip === undefined ? undefined : readBanned(params.ip);
  const page = pageOf(params);
  const conditions: Condition[] = [
    ['id = ?', params.banid],
    ['network >>= ?::cidr', network],
  ];
  const listed = await listPage<BanRow>(db, BANS, conditions, page);
  return { ...countsOf(page, listed), bans: { ban: listed.rows.map((ban) => present(ban, now)) } };
});

const present = ({ id, ip, reason, expiresAt, createdAt }: BanRow, now: Date) => ({
  id,
  ip,
  reason,
  active: expiresAt === null || expiresAt > now,
  created: createdAt,
  expires: expiresAt,
});
