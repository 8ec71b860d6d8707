import { action } from '../src/calls/action';
import { banEnd, refuseOwnBan } from '../src/dialects/whmcs/bans';
import { notFound } from '../src/errors';
import type { UpdateBannedIp } from '../src/generated/UpdateBannedIp';
import { changeRow, holdRow } from '../src/store/rows';

export default action<UpdateBannedIp>(async ({ banid, reason, ...length }, context) => {
  const { db, now, address } = context;
  const ban = await holdRow<{ network: string }>(db, 'banned_ips', banid);
  if (ban === undefined) throw notFound('Ban ID Not Found');
  const expiresAt = banEnd(length, now);
  // An expired ban can cover the caller, and would be in force again.
  if (expiresAt !== undefined) refuseOwnBan(ban.network, address);
  const changes = await changeRow(db, 'banned_ips', banid, { reason, expiresAt });
  context.record({ changes: changes ?? {} });
  context.forget();
  return { banid };
});
