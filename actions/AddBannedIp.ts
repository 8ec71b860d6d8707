import { action } from '../src/action';
import { banEnd } from '../src/dialects/bans';
import { invalid } from '../src/errors';
import type { AddBannedIp } from '../src/generated/AddBannedIp';
import { networkTest, readNetwork } from '../src/networks';
import { insertBan } from '../src/store/banned-ips';

/** For how long where nobody says, as WHMCS has it. */
const USUALLY = { days: 7 };

export default action<AddBannedIp>(async ({ ip, reason, ...length }, context) => {
  const { db, now, address } = context;
  const network = readNetwork(ip);
  if (network === undefined) throw invalid('The IP must be an address or a network such as 203.0.113.0/24');
  const end = banEnd(length, now);
  const expiresAt = end === undefined ? banEnd(USUALLY, now) : end;
  if (networkTest([network])(address)) throw invalid('You cannot ban the address that you call from');
  const banid = await insertBan(db, { network, reason, expiresAt: expiresAt ?? null, now });
  context.record({ changes: { network: [null, network], expires_at: [null, expiresAt] } });
  context.forget();
  return { banid };
});
