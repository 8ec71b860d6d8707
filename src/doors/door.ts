import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { AddressGate } from '../access/address-gate';
import type { Callers } from '../access/callers';
import type { Grants } from '../access/grants';
import { plainAddress } from '../access/networks';
import type { Dispatcher, Origin } from '../calls/dispatch';
import { ApiError, asApiError, type ErrorKind } from '../errors';
import type { Load, Visit } from './load';

/** All that a door may use. There is no table, no action and no rule in here. */
export interface DoorParts {
  addressGate: AddressGate;
  callers: Callers;
  grants: Grants;
  dispatcher: Dispatcher;
  clock: () => Date;
  load: Load;
  bodyBytes: number;
  timeZone: string;
  listResponseType: 'xml' | 'nvp';
  rateLimit: { requestsPerMinute: number; banMinutes: number };
}

/** What the log may know of a call: never a secret, never a text of a ticket. */
export interface CallLog {
  action?: string;
  caller?: string;
  replayed?: boolean;
  refused?: string;
  /** What went wrong on our side, whole. */
  failure?: unknown;
}

declare global {
  namespace Express {
    interface Locals {
      requestId: string;
      call: CallLog;
    }
  }
}

/** What is written back. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** One protocol: how bytes become a named call, and how an answer or a refusal becomes bytes. */
export interface Protocol {
  answer(req: Request, res: Response, visit: Visit): Promise<Reply>;
  refuse(error: ApiError, req: Request, res: Response): Reply;
}

/** Makes a protocol into a handler that always answers in the protocol's own words, whatever happens. */
export function openDoor(protocol: Protocol, load: Load): RequestHandler {
  return async (req: Request, res: Response, _next: NextFunction) => {
    let visit: Visit | undefined;
    try {
      visit = load.enter();
      const { leave } = visit;
      res.once('close', leave);
      write(res, await protocol.answer(req, res, visit));
    } catch (thrown) {
      const error = asApiError(thrown);
      const { call } = res.locals;
      call.refused = error.kind;
      if (error.kind === 'internal' || error.kind === 'unavailable') call.failure = error.cause ?? error;
      write(res, protocol.refuse(error, req, res));
    }
  };
}

function write(res: Response, { status, headers, body }: Reply): void {
  if (res.destroyed) return;
  res.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  res.end(body);
}

/** The status of a refusal where nothing but HTTP says what became of a call. */
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
  internal: 500,
};

/** A refusal that is not the caller's fault tells when to come back. */
export const retryAfter = (error: ApiError): Record<string, string> =>
  error.kind === 'busy' || error.kind === 'unavailable'
    ? { 'Retry-After': '2' }
    : error.kind === 'too_many'
      ? { 'Retry-After': '60' }
      : {};

/** Where a request comes from, and the key under which it may come again. */
export const originOf = (req: Request, idempotencyKey: string | undefined): Origin => ({
  address: plainAddress(req.ip ?? ''),
  idempotencyKey,
});

const REQUEST_KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Reads an idempotency key.
 *
 * @returns undefined where none was sent.
 * @throws ApiError (invalid) when it is not 1 to 255 printable ASCII characters without spaces.
 */
export function readIdempotencyKey(sent: unknown): string | undefined {
  if (sent === undefined || sent === '') return undefined;
  if (typeof sent === 'string' && REQUEST_KEY.test(sent)) return sent;
  throw new ApiError('invalid', 'The Idempotency-Key must be 1 to 255 printable ASCII characters without spaces');
}

/** The user name and password of RFC 7617's header; empty where there are none. */
export function readBasic(header: string | undefined): [name: string, password: string] {
  const token = /^Basic +([A-Za-z0-9+/_-]{1,2000}={0,2}) *$/i.exec(header ?? '')?.[1] ?? '';
  const text = Buffer.from(token, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? ['', ''] : [text.slice(0, colon), text.slice(colon + 1)];
}
