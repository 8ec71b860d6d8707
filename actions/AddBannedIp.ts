import { action } from '../src/calls/action';
import { banEnd, readBanned, refuseOwnBan } from '../src/dialects/whmcs/bans';
import type { AddBannedIp } from '../src/generated/AddBannedIp';
import { insertBan } from '../src/store/access/banned-ips';

/** The default length of a ban, as in WHMCS. */
const DEFAULT_LENGTH = { days: 7 };

export default action<AddBannedIp>(async ({ ip, reason, ...length }, context) => {
  const { db, now, address } = context;
  const network = readBanned(ip);
  const end = banEnd(length, now);
  const expiresAt = end === undefined ? banEnd(DEFAULT_LENGTH, now) : end;
  refuseOwnBan(network, address);
  const banid = await insertBan(db, { network, reason, expiresAt: expiresAt ?? null, now });
  context.record({ changes: { network: [null, network], expires_at: [null, expiresAt] } });
  context.forget();
  return { banid };
});
