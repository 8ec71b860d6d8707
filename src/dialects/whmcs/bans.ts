import { networkTest, readNetwork } from '../../access/networks';
import { invalid } from '../../errors';

/**
 * Reads the end of a ban: a number of days from now, or else a time.
 *
 * @returns null for a permanent ban, undefined if the call does not say
 * @throws ApiError (invalid) `The ban would be over already`
 */
export function banEnd({ days, expires }: { days?: number; expires?: Date }, now: Date): Date | null | undefined {
  if (days !== undefined && days > 0) return new Date(now.getTime() + days * DAY_MS);
  if (expires === undefined) return days === undefined ? undefined : null;
  if (expires <= now) throw invalid('The ban would be over already');
  return expires;
}

const DAY_MS = 86_400_000;

/**
 * Reads the network to ban, as `address/prefix`.
 *
 * @throws ApiError (invalid) `The IP must be an address or a network such as 203.0.113.0/24`
 */
export function readBanned(ip: string): string {
  const network = readNetwork(ip);
  if (network === undefined) throw invalid('The IP must be an address or a network such as 203.0.113.0/24');
  return network;
}

/**
 * Keeps callers from locking themselves out.
 *
 * @param address the caller's network address
 * @throws ApiError (invalid) `You cannot ban the address that you call from`
 */
export function refuseOwnBan(network: string, address: string): void {
  if (networkTest([network])(address)) throw invalid('You cannot ban the address that you call from');
}
