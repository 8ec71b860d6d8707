import type { Request } from 'express';
import type { DoorParts } from '../door';

/** A cookie's value; empty if the browser did not send it. */
export function readCookie(req: Request, name: string): string {
  const pair = (req.get('cookie') ?? '').split(/; */).find((one) => one.startsWith(`${name}=`)) ?? '';
  return pair.slice(name.length + 1);
}

/**
 * The header that sets a cookie, which scripts cannot read.
 *
 * @param seconds how long the browser keeps it; 0 removes it
 */
export const cookieOf = (name: string, value: string, seconds: number, isSecure: boolean): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

/** Whether cookies may travel only over HTTPS. */
export const isSecure = async (parts: DoorParts, req: Request): Promise<boolean> =>
  req.secure || (await parts.settings()).publicUrl.startsWith('https:');

/** A token of 256 bits; empty if the value is none. */
export const asToken = (value: string): string => (/^[A-Za-z0-9_-]{43}$/.test(value) ? value : '');
