import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { AddressGate } from '../access/address-gate';
import type { CallLimit } from '../access/call-limit';
import type { Caller } from '../access/caller';
import type { Callers } from '../access/callers';
import type { FormBrakes } from '../access/form-brakes';
import type { FormProofs } from '../access/form-proofs';
import type { Grants } from '../access/grants';
import type { RateLimit } from '../access/rate-limit';
import type { Sessions } from '../access/sessions';
import type { Result } from '../calls/action';
import type { Dispatcher } from '../calls/dispatch';
import { Ignored } from '../calls/ignored';
import type { Registered } from '../calls/registry';
import type { Comparing } from '../comparing/comparing';
import type { LanguageCode } from '../config';
import { type ApiError, asApiError } from '../errors';
import type { Portal } from '../pages/layout';
import { decodeFields } from '../wire/fields';
import { type Plain, type Presentation, presentAll } from '../wire/present';
import { decodeTypedFields } from '../wire/typed-fields';
import type { Body } from './body';
import { addressOf, readIdempotencyKey } from './headers';
import type { Load, Visit } from './load';
import { hasBody } from './receive';
import type { Streams } from './streams';

/**
 * A door: the endpoints of one API, or one page, as one value. doors.ts lists them all. The app, the answers to
 * unreadable requests, OpenAPI and the tests of the documentation read that list.
 */
export interface Door {
  /** Its paths, in any letter case: `/a`, `/a/:name` with one more segment, `/a/*` with everything below. */
  addresses: readonly string[];
  /** The form of its refusals. */
  envelope: Envelope;
  /**
   * Whether pages of other origins may call it. Set it only if callers authenticate with a header, never with a cookie.
   */
  hasCors: boolean;
  /** Its heading in OpenAPI. Without one, each action has the heading of its topic. */
  tag?: { name: string; description: string };
  /** How callers authenticate, for OpenAPI; absent if they don't have to. */
  security?: { name: string; scheme: { [name: string]: string } };
  open(parts: DoorParts): Protocol;
}

/** The form of a refusal's body. */
export interface Envelope {
  /** Its name in OpenAPI. */
  name: string;
  schema: { [keyword: string]: unknown };
  /** Whether it is always JSON. If not, unreadable requests are refused as NVP unless they ask for JSON. */
  isJson: boolean;
  of(message: string, status: number): { [name: string]: Plain };
}

/** Everything that a door may use. It contains no tables, actions or business rules. */
export interface DoorParts {
  addressGate: AddressGate;
  callers: Callers;
  grants: Grants;
  sessions: Sessions;
  formProofs: FormProofs;
  formBrakes: FormBrakes;
  dispatcher: Dispatcher;
  /** All actions, for pages that are made from their schemas. */
  actions: readonly Registered[];
  settings: () => Promise<{ companyName: string; publicUrl: string; timeZone: string; language: string }>;
  /** How the pages for people look, in a language. */
  portal: (language: LanguageCode) => Promise<Portal>;
  clock: () => Date;
  load: Load;
  streams: Streams;
  bodyBytes: number;
  timeZone: string;
  listResponseType: 'xml' | 'nvp';
  callLimit: CallLimit;
  rateLimit: RateLimit;
  /** Asks the old desk what callers ask us; undefined if there is none. */
  comparing: Comparing | undefined;
  /** Says when somebody came to a ticket, began or ended typing, or left. */
  presenceNews: { isHeard(): boolean; subscribe(then: () => void): () => void };
}

/** What the log may contain about a call: never a secret or a ticket's text. */
interface CallLog {
  action?: string;
  /** The action as sent, if the call was forwarded to the old desk. */
  forwarded?: string;
  caller?: string;
  replayed?: boolean;
  /** Whether the caller got the old desk's answer, because both are compared. */
  theirs?: boolean;
  refused?: string;
  /** Names and reasons of what the call said and the desk went on without. */
  ignored?: string[];
  /** The whole error, if it is ours. */
  failure?: unknown;
}

declare global {
  namespace Express {
    interface Locals {
      requestId: string;
      call: CallLog;
      /** When a stream began, by `performance.now()`. It is answered then, however long it goes on. */
      openedAt?: number;
    }
  }
}

/** An HTTP response. */
export interface Reply {
  status: number;
  /** A list has a line for each: browsers want that of `Set-Cookie`. */
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

/** A response that goes on for as long as the client stays. */
interface Streaming {
  /** Writes the whole response. It must not fail. */
  stream(): Promise<void>;
}

/** Turns a request into a named call, and an answer or a refusal into a response. */
export interface Protocol {
  answer(req: Request, res: Response, visit: Visit): Promise<Reply | Streaming>;
  refuse(error: ApiError, req: Request, res: Response): Reply;
}

/** Compiles a door's address to a pattern. Its `:names` become the named groups of a match. */
export function patternOf(address: string): RegExp {
  const source = address
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\*$/, '.*');
  return new RegExp(`^${source}/?$`, 'i');
}

/** Makes a request handler of a protocol. Whatever fails, it answers in the protocol's own format. */
export function openDoor(protocol: Protocol, load: Load): RequestHandler {
  return async (req: Request, res: Response, _next: NextFunction) => {
    const visit = load.arrive(addressOf(req));
    res.once('close', () => visit.leave());
    try {
      if (!hasBody(req)) visit.begin();
      const answer = await protocol.answer(req, res, visit);
      if (!('stream' in answer)) return write(res, answer);
      noteIgnored(res);
      // The places of requests are for those that end.
      visit.leave();
      await answer.stream();
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
  noteIgnored(res);
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.writeHead(status, headers);
  res.end(body);
  if (!res.req.complete) cutOffSoon(res.req);
}

function noteIgnored(res: Response): void {
  const { ignored } = res.locals.call;
  if (ignored !== undefined) res.setHeader('X-Hatchdesk-Ignored', ignored.join(', '));
}

/** Long enough for a client to read the refusal, and for a body that is already on its way to arrive. */
const LAST_BYTES_MS = 2_000;

/** Closes the connection of a request that was answered before its body arrived, unless it arrives soon. */
function cutOffSoon(req: Request): void {
  setTimeout(() => req.complete || req.socket.destroy(), LAST_BYTES_MS).unref();
}

/** A call whose caller is authenticated. */
interface NamedCall {
  caller: Caller;
  /** In any letter case. */
  action: string;
  /** The action's folder, for APIs other than WHMCS's. */
  folder?: string;
  /** Reads the parameters as sent. It is called only after the caller was found to be allowed to run the action. */
  read(): Promise<Body>;
  /** The network address; empty for a call from this process. */
  address: string;
  /** The key as sent, if any. */
  idempotencyKey?: unknown;
  how: Omit<Presentation, 'timeZone'>;
  log?: CallLog;
}

/** The outcome of a call. */
export interface Performed {
  action: Registered;
  /** The action's own result, with dates as Date and files as bytes. */
  result: Result;
  /** The result in the types of JSON. */
  answer: { [name: string]: Plain };
  /** Whether this is the stored answer to an earlier call with the same key. */
  replayed: boolean;
}

/**
 * Performs a call from any door: admit, read, decode, run, present. The order is a promise: callers who may not run an
 * action learn nothing about it, not even that their body is wrong.
 *
 * @throws ApiError as Dispatcher.admit and Dispatcher.run do; (malformed, too_large, invalid) for parameters that
 *   cannot be read or decoded, and for an invalid idempotency key
 */
export async function perform(
  { dispatcher, timeZone }: Pick<DoorParts, 'dispatcher' | 'timeZone'>,
  { caller, action: name, folder, read, address, idempotencyKey, how, log = {} }: NamedCall,
): Promise<Performed> {
  const action = await dispatcher.admit(name, caller, folder);
  log.action = action.name;
  const { fields, files, problem } = await read();
  if (problem !== undefined) throw problem;
  const ignored = new Ignored();
  try {
    const decode = action.schema['x-typed'] ? decodeTypedFields : decodeFields;
    const ignore = (parameter: string, reason: string) => ignored.add(parameter, reason);
    const params = decode(action.schema, fields, { files, timeZone, ignore });
    const origin = { address, idempotencyKey: readIdempotencyKey(idempotencyKey), ignored };
    const { result, replayed } = await dispatcher.run(action, params, caller, origin);
    if (replayed) log.replayed = true;
    return { action, result, answer: presentAll(result, action.schema['x-answer'], { timeZone, ...how }), replayed };
  } finally {
    const list = ignored.list();
    if (list.length > 0) log.ignored = list;
  }
}

/** The header that marks a stored answer to an earlier call with the same key. */
export const replayHeader = ({ replayed }: Performed): Record<string, string> =>
  replayed ? { 'Idempotency-Replayed': 'true' } : {};
