import { isIP, isIPv6 } from 'node:net';
import { availableParallelism } from 'node:os';

/**
 * Reads a comma-separated list of addresses and CIDR networks, IPv4 and IPv6.
 *
 * @returns the entries as `address/prefix`; empty text gives an empty list
 * @throws Error naming the first entry that is neither
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

/**
 * Reads a whole number.
 *
 * @throws Error `must be a whole number from <least> to <most>`
 */
export function readWhole(text: string, least: number, most: number): number {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new Error(`must be a whole number from ${least} to ${most}`);
  return value;
}

/** Reads the id of a row; undefined stays undefined. @throws Error as {@link readWhole} does */
export const readId = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : readWhole(text, 1, 2_147_483_647);

/**
 * Reads a limit of calls.
 *
 * @returns undefined for `off` and `0`, which mean none
 * @throws Error `must be a whole number from 6 to 100000000, or off`
 */
export function readCallLimit(text: string): number | undefined {
  if (/^(off|0)$/i.test(text)) return undefined;
  try {
    return readWhole(text, 6, 100_000_000);
  } catch (error) {
    throw new Error(`${(error as Error).message}, or off`);
  }
}

/** Reads a port; undefined stays undefined. @throws Error as {@link readWhole} does */
export const readPort = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : readWhole(text, 0, 65_535);

/**
 * Reads where to listen: an address or the name of one. An IPv6 address may stand in brackets, as in URLs.
 *
 * @throws Error `must be an address of this machine such as 127.0.0.1, or 0.0.0.0 or :: for all of them`
 */
export function readHost(text: string): string {
  const [, bracketed = ''] = /^\[(.*)\]$/.exec(text) ?? [];
  if (isIPv6(bracketed)) return bracketed;
  if (isIP(text) || /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i.test(text)) return text;
  throw new Error('must be an address of this machine such as 127.0.0.1, or 0.0.0.0 or :: for all of them');
}

/** More processes than this would need more connections than most databases have. */
const MOST_WORKERS = 64;

/**
 * Reads the number of workers; `auto` is one for each processor that this process may use.
 *
 * @throws Error `must be auto or a whole number from 1 to 64`
 */
export function readWorkers(text: string): number {
  if (text.trim().toLowerCase() === 'auto') return Math.min(MOST_WORKERS, availableParallelism());
  const value = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
  if (value < 1 || value > MOST_WORKERS) throw new Error(`must be auto or a whole number from 1 to ${MOST_WORKERS}`);
  return value;
}

/** Reads one of the allowed words, in any letter case. @throws Error `must be one of <words>` */
export function oneOf<T extends string>(text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text.toLowerCase());
  if (found === undefined) throw new Error(`must be one of ${allowed.join(', ')}`);
  return found;
}

/** Reads on or off, in any spelling that shells and YAML use. @throws Error as {@link oneOf} does */
export function readSwitch(text: string): boolean {
  return ['on', 'true', '1', 'yes'].includes(oneOf(text, ['on', 'off', 'true', 'false', '1', '0', 'yes', 'no']));
}

/**
 * Reads the desk's public address and drops trailing slashes.
 *
 * @returns empty text when nothing is set; links are then paths on this server
 * @throws Error `must be an http:// or https:// URL`, also for one with spaces or control characters, which parsing
 *   would skip and a mail or a header would contain
 */
export function readPublicUrl(text: string | undefined): string {
  if (text === undefined) return '';
  const isUrl = /^https?:\/\/[^\p{C}\p{Z}]+$/u.test(text) && URL.canParse(text);
  if (!isUrl) throw new Error('must be an http:// or https:// URL');
  return text.replace(/\/+$/, '');
}

/**
 * Reads the folder in the desk's public address.
 *
 * @param publicUrl as {@link readPublicUrl} returns it
 * @returns such as `/support`, in lower case; empty if there is none
 * @throws Error `must end in a host, or in a folder of letters and digits: https://example.com/support`
 */
export function readFolder(publicUrl: string): string {
  if (publicUrl === '') return '';
  const { pathname, search, hash } = new URL(publicUrl);
  const folder = pathname.replace(/\/$/, '');
  if (search + hash !== '' || !/^(\/[A-Za-z0-9._~-]+)*$/.test(folder)) {
    throw new Error('must end in a host, or in a folder of letters and digits: https://example.com/support');
  }
  return folder.toLowerCase();
}

/**
 * Reads the folder with hooks.
 *
 * @param fallback if nothing is set
 * @returns undefined for `off`
 * @throws Error `must be the absolute path of a folder, or off`
 */
export function readHooksFolder(text: string | undefined, fallback: string): string | undefined {
  if (text === undefined) return fallback;
  if (/^off$/i.test(text)) return undefined;
  if (!/^(\/|[A-Za-z]:[\\/])/.test(text)) throw new Error('must be the absolute path of a folder, or off');
  return text;
}

/**
 * Reads a key of 32 bytes.
 *
 * @param text base64, base64url or hex
 * @throws Error `must be 32 bytes in base64 or hex, such as openssl rand -base64 32 prints`
 */
export function readKey(text: string): Buffer {
  const isHex = /^[0-9a-f]{64}$/i.test(text);
  if (!isHex && !/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) {
    throw new Error('must be 32 bytes in base64 or hex, such as openssl rand -base64 32 prints');
  }
  return Buffer.from(text, isHex ? 'hex' : 'base64');
}

/**
 * Reads a comma-separated list of web origins.
 *
 * @returns undefined for `*`, which stands for any origin
 * @throws Error `must be * or a comma list of origins such as https://panel.example.com`
 */
export function readOrigins(text: string): string[] | undefined {
  if (text === '*') return undefined;
  const origins = text
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined) throw new Error('must be * or a comma list of origins such as https://panel.example.com');
  return origins;
}

/**
 * Reads the name of a language and converts it to lower case.
 *
 * @throws Error `must be the name of a language, such as english`
 */
export function readLanguage(text: string): string {
  if (!/^[a-z][a-z_-]{0,40}$/i.test(text.trim())) throw new Error('must be the name of a language, such as english');
  return text.trim().toLowerCase();
}

/**
 * Reads an IANA time zone; undefined gives the machine's, or UTC where that is unknown.
 *
 * @throws Error `must be an IANA time zone such as Europe/Rome`
 */
export function readTimeZone(text: string | undefined): string {
  const zone = knownTimeZone(text ?? machineTimeZone());
  if (zone !== undefined) return zone;
  // With an empty or misspelt TZ, Node.js names no zone that it knows itself, and its clock shows UTC.
  if (text === undefined) return 'UTC';
  throw new Error('must be an IANA time zone such as Europe/Rome');
}

/** A misspelt TZ leaves it undefined, whatever its type says. */
const machineTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';

function knownTimeZone(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/**
 * Reads a comma-separated list of file extensions, with or without dots, and converts them to lower case.
 *
 * @throws Error `must be a comma list of file extensions such as txt,pdf,png`
 */
export function readExtensions(text: string): Set<string> {
  const extensions = text
    .split(',')
    .map((extension) => extension.trim().replace(/^\./, '').toLowerCase())
    .filter(Boolean);
  const bad = extensions.find((extension) => !/^[a-z0-9]{1,15}$/.test(extension));
  if (bad !== undefined) throw new Error('must be a comma list of file extensions such as txt,pdf,png');
  return new Set(extensions);
}
