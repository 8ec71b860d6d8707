import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { AddressGate } from '../access/address-gate';
import type { Caller } from '../access/caller';
import type { Callers } from '../access/callers';
import type { Grants } from '../access/grants';
import type { Sessions } from '../access/sessions';
import type { Result } from '../calls/action';
import type { Dispatcher } from '../calls/dispatch';
import type { Registered } from '../calls/registry';
import { type ApiError, asApiError } from '../errors';
import { decodeFields } from '../wire/fields';
import { type Plain, type Presentation, presentAll } from '../wire/present';
import { decodeTypedFields } from '../wire/typed-fields';
import type { Body } from './body';
import { readIdempotencyKey } from './headers';
import type { Load, Visit } from './load';

/**
 * One API, or one page, as one value. doors.ts lists them; the app, the answers to what is not HTTP, OpenAPI and the tests of
 * the documentation read that list.
 */
export interface Door {
  /** Where it answers, in any letter case: `/a`, `/a/:name` for one part more, `/a/*` for everything below. */
  addresses: readonly string[];
  /** How it refuses. */
  envelope: Envelope;
  /** Whether pages of other origins may call it. Only where callers are known by a header, and never by a cookie. */
  hasCors: boolean;
  /** Its heading in OpenAPI. Without one, each of its actions has a heading of its own. */
  tag?: { name: string; description: string };
  /** How a caller proves who they are, for OpenAPI; absent where nobody has to. */
  security?: { name: string; scheme: { [name: string]: string } };
  open(parts: DoorParts): Protocol;
}

/** The body of a refusal. */
export interface Envelope {
  /** Its name in OpenAPI, and its JSON Schema. */
  name: string;
  schema: { [keyword: string]: unknown };
  /** Whether it is always JSON. Otherwise, a request that cannot be read is refused as NVP unless it asks for JSON. */
  isJson: boolean;
  of(message: string, status: number): { [name: string]: Plain };
}

/** All that a door may use. There is no table, no action and no rule in here. */
export interface DoorParts {
  addressGate: AddressGate;
  callers: Callers;
  grants: Grants;
  sessions: Sessions;
  dispatcher: Dispatcher;
  settings: () => Promise<{ companyName: string; publicUrl: string }>;
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

/** How bytes become a named call, and how an answer or a refusal becomes bytes. */
export interface Protocol {
  answer(req: Request, res: Response, visit: Visit): Promise<Reply>;
  refuse(error: ApiError, req: Request, res: Response): Reply;
}

/** The paths that an address of a door stands for. Its names are the parameters of the match. */
export function patternOf(address: string): RegExp {
  const source = address
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\*$/, '.*');
  return new RegExp(`^${source}/?$`, 'i');
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

/** A call, once a door knows who makes it. */
export interface NamedCall {
  caller: Caller;
  /** In any letter case. */
  action: string;
  /** The folder of the action, where it is another API's than WHMCS's. */
  dialect?: string;
  /** Reads the parameters as they were sent, after it is known that the caller may run the action. */
  read(): Promise<Body>;
  /** The network address; empty for a call from this process. */
  address: string;
  /** As it was sent, if it was. */
  idempotencyKey?: unknown;
  how: Omit<Presentation, 'timeZone'>;
  log?: CallLog;
}

/** What became of a call. */
export interface Performed {
  action: Registered;
  /** As the action gave it, with files as bytes. */
  result: Result;
  /** As JSON has it. */
  answer: { [name: string]: Plain };
  /** Whether this is the kept answer to an earlier call with the same key. */
  replayed: boolean;
}

/**
 * Performs a call, whichever door it came through: admit, read, decode, run, present. The order is a promise: whoever may
 * not run an action learns nothing about it, not even that their body is wrong.
 *
 * @throws ApiError as Dispatcher.admit and Dispatcher.run do; (malformed, too_large, invalid) for parameters that cannot be
 * read or decoded, and for an idempotency key that is none.
 */
export async function perform(
  { dispatcher, timeZone }: Pick<DoorParts, 'dispatcher' | 'timeZone'>,
  { caller, action: name, dialect, read, address, idempotencyKey, how, log = {} }: NamedCall,
): Promise<Performed> {
  const action = await dispatcher.admit(name, caller, dialect);
  log.action = action.name;
  const { fields, files, problem } = await read();
  if (problem !== undefined) throw problem;
  const decode = action.schema['x-typed'] ? decodeTypedFields : decodeFields;
  const params = decode(action.schema, fields, files, timeZone);
  const origin = { address, idempotencyKey: readIdempotencyKey(idempotencyKey) };
  const { result, replayed } = await dispatcher.run(action, params, caller, origin);
  if (replayed) log.replayed = true;
  return { action, result, answer: presentAll(result, action.schema['x-answer'], { timeZone, ...how }), replayed };
}

/** The header of an answer that was given before under the same key. */
export const replayHeader = ({ replayed }: Performed): Record<string, string> =>
  replayed ? { 'Idempotency-Replayed': 'true' } : {};
