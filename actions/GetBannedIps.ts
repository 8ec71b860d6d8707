import { action } from '../src/action';
import { countsOf, pageOf } from '../src/dialects/whmcs';
import { invalid } from '../src/errors';
import type { GetBannedIps } from '../src/generated/GetBannedIps';
import { readNetwork } from '../src/networks';
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
  const { banid, ip } = params;
  const network = ip === undefined ? undefined : readNetwork(ip);
  if (ip !== undefined && network === undefined) {
    throw invalid('The IP must be an address or a network such as 203.0.113.0/24');
  }
  const page = pageOf(params);
  const conditions: Condition[] = [
    ['id = ?', banid],
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
