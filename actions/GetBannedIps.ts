import { action } from '../src/calls/action';
import { readBanned } from '../src/dialects/whmcs/bans';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetBannedIps } from '../src/generated/GetBannedIps';
import { type BanRow, listBanRows } from '../src/store/access/banned-ips';

export default action<GetBannedIps>(async (params, { db, now }) => {
  const network = params.ip === undefined ? undefined : readBanned(params.ip);
  const page = pageOf(params);
  const listed = await listBanRows(db, { id: params.banid, network }, page);
  return { ...countsOf(page, listed), bans: { ban: listed.rows.map((ban) => present(ban, now)) } };
});

const present = ({ id, address, reason, expiresAt, createdAt }: BanRow, now: Date) => ({
  id,
  ip: address,
  reason,
  active: expiresAt === null || expiresAt > now,
  created: createdAt,
  expires: expiresAt,
});
