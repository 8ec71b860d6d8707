import { networkTest, readAddress } from './networks';

/** Where a request comes from. */
export interface ClientAddress {
  /** The one canonical spelling of the address, as {@link readAddress} gives it; empty if there is none. */
  address: string;
  /**
   * What stood where a trusted proxy should have named its client, if that is no address. `address` is then the
   * proxy's. The allow list must not let such a request in: the list may hold the proxy, and this is somebody behind it.
   */
  unreadable?: string;
}

/** The reverse proxies whose word we take for where a request comes from. */
export interface TrustedProxies {
  /** Whether an address in any spelling is a trusted proxy's. */
  has(address: string): boolean;
  /**
   * Finds the client of a request.
   *
   * @param peer the address at the other end of the connection
   * @param forwarded the X-Forwarded-For header; several header lines are joined by commas
   */
  clientOf(peer: string, forwarded: string): ClientAddress;
}

/** @param networks as `address/prefix` */
export function createTrustedProxies(networks: string[]): TrustedProxies {
  const isProxy = networkTest(networks);
  return {
    has(address) {
      const read = readAddress(address);
      return read !== undefined && isProxy(read);
    },
    clientOf(peer, forwarded) {
      let address = readAddress(peer) ?? '';
      // Each proxy adds the address it was called from at the end, so walk from there. What stands before the first
      // address that is no trusted proxy was written by a stranger.
      const members = forwarded.split(',').filter((member) => member.trim() !== '');
      while (isProxy(address)) {
        const member = members.pop();
        if (member === undefined) break;
        const next = readAddress(member);
        if (next === undefined) return { address, unreadable: member.trim() };
        address = next;
      }
      return { address };
    },
  };
}
