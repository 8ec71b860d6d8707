import { BlockList, isIP, SocketAddress } from 'node:net';
import { readNetworks } from '../config/readers';

/** A port, or the name that RFC 7239 lets a proxy write instead. */
const PORT = String.raw`:(?:\d{0,5}|_[\w.-]+)`;
/** IPv6 in brackets, with or without a port. Some proxies put IPv4 in brackets too. */
const BRACKETED = new RegExp(String.raw`^\[([^[\]]+)\](?:${PORT})?$`);
const IPV4_WITH_PORT = new RegExp(String.raw`^(\d+(?:\.\d+){3})${PORT}$`);
/** IPv6 without brackets before a port. Text that is an address as a whole has no port. */
const IPV6_WITH_PORT = /^(.*[\da-f:]):\d{1,5}$/i;

/**
 * Reads one address in any spelling that servers and proxies write: with a port, in brackets or quotes, with an IPv6
 * zone, IPv4 in IPv6 notation, upper case, zeros written out.
 *
 * @returns its one canonical spelling: plain IPv4, or IPv6 as RFC 5952 writes it; undefined if the text is no address
 */
export const readAddress = remembering((text: string): string | undefined => {
  const trimmed = text.trim();
  const unquoted = /^"(.*)"$/.exec(trimmed)?.[1]?.trim() ?? trimmed;
  const bare = BRACKETED.exec(unquoted)?.[1] ?? IPV4_WITH_PORT.exec(unquoted)?.[1] ?? unquoted;
  return canonical(bare) ?? canonical(IPV6_WITH_PORT.exec(bare)?.[1] ?? '');
});

function canonical(address: string): string | undefined {
  const version = isIP(address);
  if (version !== 6) return version === 4 ? address : undefined;
  const [withoutZone = ''] = address.split('%');
  return new SocketAddress({ address: withoutZone, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '');
}

/**
 * Normalises an address or CIDR network to the spelling under which it is stored: its first address, with IPv4
 * addresses in IPv6 notation as plain IPv4. A single address may be in brackets and have a port.
 *
 * @returns `address/prefix`; undefined if the text is neither
 */
export function readNetwork(text: string): string | undefined {
  // Refuse IPv6 zones (`%eth0`): they name an interface of one computer. A comma would make it a list.
  if (/[,%]/.test(text)) return undefined;
  const entry = readAddress(text) ?? text.trim().replace(/^\[([^[\]]+)\](?=\/)/, '$1');
  if (!isNetwork(entry)) return undefined;
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

/**
 * Makes a test for addresses from the result of {@link readNetworks}.
 *
 * @returns a function that is true for a canonical address in any of the networks, and false for other text
 */
export function networkTest(networks: string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return remembering((address) => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
  });
}

const MOST_REMEMBERED = 1_000;
const LONGEST_REMEMBERED = 64;

/**
 * Remembers what a function returned for the last texts, because most calls come from few addresses: reading one and
 * looking for it in three lists took 25 of the 300 us of a call. Strangers cannot fill the memory with long texts.
 */
function remembering<T>(find: (text: string) => T): (text: string) => T {
  const found = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST_REMEMBERED) return find(text);
    const known = found.get(text);
    if (known !== undefined || found.has(text)) return known as T;
    const result = find(text);
    if (found.size >= MOST_REMEMBERED) found.clear();
    found.set(text, result);
    return result;
  };
}

/** Providers give each customer 2^64 IPv6 addresses or more, so a whole /64 counts as one address. */
export const neighbourhoodOf = (address: string): string => blockOf(address, 64);

/** All addresses of one site, as far as anybody can tell: a whole /48, of which providers give customers no more than one. */
export const siteOf = (address: string): string => blockOf(address, 48);

const blockOf = (address: string, bits: number): string =>
  address.includes(':') ? (readNetwork(`${address}/${bits}`) ?? address) : address;
