import { BlockList, isIP } from 'node:net';
import { readNetworks } from '../config/readers';

/**
 * Reads one address or CIDR network in the one spelling that it is kept under: its first address, IPv4 as IPv4.
 *
 * @returns it as `address/prefix`; undefined for what is neither.
 */
export function readNetwork(text: string): string | undefined {
  const entry = text.trim();
  // A zone names an interface of one computer.
  if (/[,%]/.test(entry) || !isNetwork(entry)) return undefined;
  const [address = '', prefix] = entry.split('/');
  const bytes = isIP(address) === 6 ? bytesOfIPv6(address) : address.split('.').map(Number);
  const bits = prefix === undefined ? bytes.length * 8 : Number(prefix);
  const first = bytes.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - index * 8))) & 0xff);
  if (bytes.length === 4) return `${first.join('.')}/${bits}`;
  const isMapped = bits >= 96 && first.slice(0, 12).join() === MAPPED.join();
  return isMapped ? `${first.slice(12).join('.')}/${bits - 96}` : `${groupsOf(first)}/${bits}`;
}

/** What an IPv6 address begins with that is an IPv4 address. */
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
