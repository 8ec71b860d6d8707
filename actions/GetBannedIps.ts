import { action } from '../src/action';
import { invalid } from '../src/errors';
import type { GetBannedIps } from '../src/generated/GetBannedIps';
import { readNetwork } from '../src/networks';
import { type BanRow, listBanRows } from '../src/store/banned-ips';

export default action<GetBannedIps>(async ({ banid, ip, limitstart = 0, limitnum = 25 }, { db, now }) => {
  const network = ip === undefined ? undefined : readNetwork(ip);
  if (ip !== undefined && network === undefined) {
    throw invalid('The IP must be an address or a network such as 203.0.113.0/24');
  }
  const { total, bans } = await listBanRows(db, { id: banid, network }, { offset: limitstart, limit: limitnum });
  return {
    totalresults: total,
    startnumber: limitstart,
    numreturned: bans.length,
    bans: { ban: bans.map((ban) => present(ban, now)) },
  };
});

const present = ({ id, ip, reason, expiresAt, createdAt }: BanRow, now: Date) => ({
  id,
  ip,
  reason,
  active: expiresAt === null || expiresAt > now,
  created: createdAt,
  expires: expiresAt,
});
