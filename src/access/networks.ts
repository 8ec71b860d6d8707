import { BlockList, isIP } from 'node:net';
import { readNetworks } from '../config/readers';

/**
 * Normalises an address or CIDR network to the spelling under which it is stored: its first address, with IPv4
 * addresses in IPv6 notation as plain IPv4.
 *
 * @returns `address/prefix`; undefined if the text is neither
 */
export function readNetwork(text: string): string | undefined {
  const entry = text.trim();
  // Refuse IPv6 zones (`%eth0`): they name an interface of one computer. A comma would make it a list.
  if (/[,%]/.test(entry) || !isNetwork(entry)) return undefined;
  const [address = '', prefix] = entry.split('/');
  const bytes = isIP(address) === 6 ? bytesOfIPv6(address) : address.split('.').map(Number);
  const bits = prefix === undefined ? bytes.length * 8 : Number(prefix);
  const first = bytes.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))) & 0xff);
  if (bytes.length === 4) return `${first.join('.')}/${bits}`;
  const isMapped = bits >= 96 && first.slice(0, 12).join() === MAPPED.join();
  return isMapped ? `${first.slice(12).join('.')}/${bits - 96}` : `${groupsOf(first)}/${bits}`;
}

/** The first bytes of an IPv4 address that is mapped into IPv6. */
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

function isNetwork(entry: string): boolean {
  try {
    return readNetworks(entry).length === 1;
  } catch {
    return false;
  }
}

function bytesOfIPv6(address: string): number[] {
  const [before = [], after = []] = address
    .split('::')
    .map((part) => part.split(':').filter(Boolean).flatMap(bytesOfGroup));
  return [...before, ...Array<number>(16 - before.length - after.length).fill(0), ...after];
}

function bytesOfGroup(group: string): number[] {
  if (group.includes('.')) return group.split('.').map(Number);
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}

const groupsOf = (bytes: number[]): string =>
  Array.from({ length: 8 }, (_, group) =>
    (((bytes[2 * group] ?? 0) << 8) | (bytes[2 * group + 1] ?? 0)).toString(16),
  ).join(':');

/** Turns an IPv4 address that arrived through an IPv6 socket into plain IPv4. Other addresses stay. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');

/**
 * Makes a test for addresses from the result of {@link readNetworks}.
 *
 * @returns a function that is true for an address in any of the networks, and false for text that is not an address
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
