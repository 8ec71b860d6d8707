import type { Request } from 'express';
import { TooManyCalls } from '../access/call-limit';
import type { ClientAddress } from '../access/client-address';
import { ApiError, type ErrorKind } from '../errors';
import { isPrintedNull } from '../text/words';

/** The status of each kind of refusal, for APIs that report failures by HTTP status. */
export const HTTP_STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  wrong_method: 405,
  too_large: 413,
  unauthenticated: 401,
  forbidden: 403,
  no_action: 404,
  unknown_action: 404,
  invalid: 400,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  busy: 503,
  unavailable: 503,
  upstream: 502,
  internal: 500,
};

/** The Retry-After header, for refusals that a later retry may avoid. */
export const retryAfter = (error: ApiError): Record<string, string> =>
  error.kind === 'busy' || error.kind === 'unavailable'
    ? { 'Retry-After': '2' }
    : error.kind === 'too_many'
      ? { 'Retry-After': error instanceof TooManyCalls ? String(error.seconds) : '60' }
      : {};

/** The refusal of a path that cannot be decoded. */
export const UNDECODABLE_ADDRESS =
  'The address is not valid: a percent sign must be followed by two hexadecimal digits';

/** Decodes a part of a path. @throws ApiError (malformed) {@link UNDECODABLE_ADDRESS} */
export function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ApiError('malformed', UNDECODABLE_ADDRESS);
  }
}

declare global {
  namespace Express {
    interface Locals {
      /** Found once, when the request arrives, so that bans, limits and logs all see the same address. */
      client: ClientAddress;
    }
  }
}

/** Stands for a request whose client was never looked for. No allow list lets it in. */
const NOBODY: ClientAddress = { address: '', unreadable: '' };

/** Where a request comes from. */
export const clientOf = (req: Request): ClientAddress => req.res?.locals.client ?? NOBODY;

/** The client's network address in its canonical spelling. */
export const addressOf = (req: Request): string => clientOf(req).address;

/** A host name or address, with or without a port. */
const HOST = /^(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * The beginning of this server's own addresses, as the caller wrote it in `Host`: `https://desk.example.com`. It goes
 * into answers to this caller only. X-Forwarded-Host does not count, because anybody may send it.
 *
 * @returns empty text if the header is missing or is not a host
 */
export function originOf(req: Request): string {
  const host = req.get('host') ?? '';
  return HOST.test(host) ? `${req.protocol}://${host}` : '';
}

const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

/**
 * The caller's id of a request.
 *
 * @returns undefined if there is none, if it has other than harmless characters, or if it is the `undefined` of a program
 *   that has none, which would be the id of all its requests
 */
export function sentRequestId(req: Request): string | undefined {
  const sent = req.get('x-request-id');
  return sent !== undefined && REQUEST_ID.test(sent) && !isPrintedNull(sent) ? sent : undefined;
}

const REQUEST_KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Whether something is an idempotency key, and not how a program prints that it has none. Taken for a key, `undefined`
 * would be that of every call, of which only the first would be done.
 */
export const saysKey = (sent: unknown): boolean =>
  sent !== undefined && sent !== null && sent !== '' && !isPrintedNull(sent);

/**
 * Reads an idempotency key.
 *
 * @returns undefined if none was sent
 * @throws ApiError (invalid) when it is not 1 to 255 printable ASCII characters without spaces
 */
export function readIdempotencyKey(sent: unknown): string | undefined {
  if (!saysKey(sent)) return undefined;
  const key = typeof sent === 'number' || typeof sent === 'bigint' ? String(sent) : sent;
  if (typeof key === 'string' && REQUEST_KEY.test(key)) return key;
  throw new ApiError('invalid', 'The Idempotency-Key must be 1 to 255 printable ASCII characters without spaces');
}

/** Decodes what stands behind `Basic`. `echo name:password | base64` encodes the end of the line as well. */
export const decodeBasic = (token: string): string =>
  Buffer.from(token, 'base64')
    .toString('utf8')
    .replace(/\r?\n$/, '');

/** Reads user name and password from a Basic Authorization header (RFC 7617); empty texts if there is none. */
export function readBasic(header: string | undefined): [name: string, password: string] {
  const token = /^Basic +([A-Za-z0-9+/_-]{1,2000}={0,2}) *$/i.exec(header ?? '')?.[1] ?? '';
  const text = decodeBasic(token);
  const colon = text.indexOf(':');
  return colon < 0 ? ['', ''] : [text.slice(0, colon), text.slice(colon + 1)];
}
