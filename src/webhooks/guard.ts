import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { networkTest, readAddress } from '../access/networks';

/** What lies on no public network, or is no single receiver. */
const FORBIDDEN_IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  // Azure answers its machines here, on a public address.
  '168.63.129.16/32',
  ...['224.0.0.0/4', '240.0.0.0/4'],
];

/** Inside of 2000::/3, which is all that is public. */
const FORBIDDEN_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Decides to which addresses a webhook may connect. */
export interface Guard {
  /** Whether an address may be connected to. @param address in any spelling; false if it is none */
  mayConnect(address: string): boolean;
  /** Whether a URL's host is an address that may not be connected to. Names are looked at when they are resolved. */
  isForbidden(url: URL): boolean;
  /**
   * Resolves names for a socket, leaving out addresses that may not be connected to. The socket connects to what this
   * returns and never resolves again, so that a name cannot change its address in between.
   */
  lookup: LookupFunction;
}

/** Why a connection was refused. Its message may be told to the operator, but not to the receiver. */
export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress';

  constructor(host: string) {
    super(`${host} leads to a network that is not allowed: see HATCHDESK_WEBHOOK_ALLOWED_NETWORKS`);
  }
}

/** @param allowed networks that may be connected to although they are not public, as `readNetworks` returns them */
export function createGuard(allowed: readonly string[]): Guard {
  const isAllowed = networkTest([...allowed]);
  const isForbiddenIpv4 = networkTest(FORBIDDEN_IPV4);
  const isForbiddenIpv6 = networkTest(FORBIDDEN_IPV6);
  const publicIpv6 = new BlockList();
  publicIpv6.addSubnet('2000::', 3, 'ipv6');

  function mayConnect(text: string): boolean {
    // IPv4 inside of IPv6 becomes plain IPv4.
    const address = readAddress(text);
    if (address === undefined) return false;
    if (isAllowed(address)) return true;
    if (isIP(address) === 4) return !isForbiddenIpv4(address);
    return publicIpv6.check(address, 'ipv6') && !isForbiddenIpv6(address);
  }

  return {
    mayConnect,
    isForbidden({ hostname }) {
      // The URL parser has turned decimal, octal and hexadecimal spellings into the usual one.
      const host = hostname.replace(/^\[|\]$/g, '');
      return isIP(host) !== 0 && !mayConnect(host);
    },
    lookup(hostname, options, callback) {
      resolve(hostname, { ...options, all: true }, (error, found) => {
        if (error !== null) return callback(error, []);
        const addresses = found.filter(({ address }) => mayConnect(address));
        const [first] = addresses;
        if (first === undefined) callback(new ForbiddenAddress(hostname), []);
        else if (options.all === true) callback(null, addresses);
        else callback(null, first.address, first.family);
      });
    },
  };
}
