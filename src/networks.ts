import { BlockList, isIP } from 'node:net';

/**
 * Reads a comma list of addresses and CIDR networks, IPv4 and IPv6.
 *
 * @returns the entries, each as `address/prefix`; an empty text gives an empty list.
 * @throws Error naming the first entry that is neither.
 */
export function readNetworks(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry) => {
      const [address = '', prefix, ...rest] = entry.split('/');
      const version = isIP(address);
      const longest = version === 6 ? 128 : 32;
      const bits = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
      if (!version || rest.length > 0 || !(bits >= 0 && bits <= longest)) {
        throw new Error(`"${entry}" is neither an IP address nor a CIDR network`);
      }
      return `${address}/${bits}`;
    });
}

/** An IPv4 address that arrived through an IPv6 socket, as plain IPv4; any other address as it is. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

/**
 * Makes a test for addresses out of what {@link readNetworks} gives.
 *
 * @returns a function that is true for an address inside any of the networks; false for what is no address.
 */
export function networkTest(networks: string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return (address) => {
    const plain = plainAddress(address);
    const version = isIP(plain);
    return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  };
}
