import type { Request } from 'express';
import { ApiError } from '../errors';
import { tooLarge, type Visit } from './load';

/** The bodies of requests that are being answered. */
const RECEIVED = new WeakMap<Request, Buffer>();

/** The body of a request as it was received; undefined if it has not been. */
export const receivedBytes = (req: Request): Buffer | undefined => RECEIVED.get(req);

/** The beginnings of bodies that were refused before they were received. */
const BEGUN = new WeakMap<Request, Buffer>();

/** The beginning of a request's body, as far as it has been read. */
export const firstBytes = (req: Request): Buffer => RECEIVED.get(req) ?? BEGUN.get(req) ?? Buffer.alloc(0);

/** Requests of which more bytes arrived than their headers announce. */
const OVERRUN = new WeakSet<Request>();

/**
 * Notes that bytes came behind the end of a request that are no other request: most often the rest of its body, because
 * a program counted characters for Content-Length, or sent no length at all. A request whose body has not been read by
 * then is refused: what arrived of it may be half of what somebody wrote.
 *
 * @param rest the bytes, as far as they are known
 */
export function noteOverrun(req: Request, rest: Buffer): void {
  OVERRUN.add(req);
  if (isUnannounced(req)) BEGUN.set(req, rest.subarray(0, PEEK_BYTES));
}

const isUnannounced = ({ headers }: Request): boolean =>
  headers['content-length'] === undefined && headers['transfer-encoding'] === undefined;

const overrun = (req: Request): ApiError =>
  new ApiError(
    'malformed',
    isUnannounced(req)
      ? 'The body came without a Content-Length: send one, or Transfer-Encoding: chunked'
      : 'The body is longer than its Content-Length says: count its bytes, not its characters',
  );

/** Whether a request has a body, which may still be on its way. */
export const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;

/**
 * Receives a whole body, and then takes a place among the requests that are being answered.
 *
 * @throws ApiError (too_large) over the limit, at once if Content-Length says so; (malformed) for a content encoding,
 *   or a body that was cut off, arrives too slowly or is longer than announced; (busy) when too much is being received or
 *   answered at once
 * @param kept how much of a refused body {@link firstBytes} has
 */
export async function readBytes(req: Request, visit: Visit, bodyBytes: number, kept = PEEK_BYTES): Promise<Buffer> {
  const encoding = req.get('content-encoding');
  const refusal =
    encoding !== undefined && !encoding.split(',').every(isNoEncoding)
      ? new ApiError('malformed', 'A Content-Encoding is not supported: send the body as it is')
      : Number(req.get('content-length') ?? 0) > bodyBytes
        ? tooLarge(bodyBytes)
        : undefined;
  if (refusal !== undefined) {
    await peek(req, kept, visit);
    throw refusal;
  }
  const bytes = await receive(req, visit, kept);
  if (bytes.length > 0) RECEIVED.set(req, bytes);
  if (OVERRUN.has(req)) throw overrun(req);
  visit.begin();
  return bytes;
}

/**
 * What programs write into Content-Encoding that is no compression: nothing, a character set, which belongs into
 * Content-Type, or what belongs into the Content-Transfer-Encoding of a mail.
 */
const NO_COMPRESSION =
  /^(?:|identity|none|binary|[78]bit|utf-?(?:8|16(?:le|be)?)|us-ascii|iso-8859-\d+|windows-125\d)$/i;

const isNoEncoding = (word: string): boolean => NO_COMPRESSION.test(word.trim());

function receive(req: Request, visit: Visit, kept: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const collected = new Collected(Number(req.get('content-length') ?? 0));
    const stop = watchPace(
      () => collected.size,
      () => fail(new ApiError('malformed', TOO_SLOW)),
    );
    function fail(error: unknown): void {
      stop();
      req.removeAllListeners('data');
      collected.keep(kept);
      BEGUN.set(req, collected.bytes());
      req.resume();
      reject(error);
    }
    req.on('data', (chunk: Buffer) => {
      try {
        visit.addBytes(chunk.length);
        collected.add(chunk);
      } catch (error) {
        collected.add(chunk.subarray(0, kept));
        fail(error);
      }
    });
    req.on('end', () => {
      stop();
      resolve(collected.bytes());
    });
    const cutOff = () => {
      stop();
      if (!req.complete) reject(new ApiError('malformed', 'The request ended before its body did'));
    };
    req.on('error', cutOff);
    req.on('close', cutOff);
    if (req.destroyed) cutOff();
  });
}

const PEEK_BYTES = 1_024;
const PEEK_MS = 1_000;
/** What people wrote is worth waiting for, on a slow line too. */
const KEPT_MS = 5_000;

/**
 * Waits a moment for the first kilobyte of a body that is going to be refused: a form says there in which format it
 * wants the refusal. The rest is not read.
 *
 * @param kept how much to wait for, if more than that
 * @param visit counts it
 */
export function peek(req: Request, kept = PEEK_BYTES, visit?: Visit): Promise<void> {
  if (!hasBody(req) || req.readableEnded || req.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let begun = Buffer.alloc(0);
    const done = () => {
      clearTimeout(timer);
      req.removeListener('data', add);
      BEGUN.set(req, begun.subarray(0, kept));
      req.resume();
      resolve();
    };
    const add = (chunk: Buffer) => {
      const wanted = chunk.subarray(0, kept - begun.length);
      if (!isRoomFor(wanted.length, visit)) return done();
      begun = Buffer.concat([begun, wanted]);
      if (begun.length >= kept) done();
    };
    const timer = setTimeout(done, kept > PEEK_BYTES ? KEPT_MS : PEEK_MS);
    req.on('data', add);
    for (const event of ['end', 'close', 'error']) req.once(event, done);
  });
}

function isRoomFor(bytes: number, visit: Visit | undefined): boolean {
  try {
    visit?.addBytes(bytes);
    return true;
  } catch {
    return false;
  }
}

const TOO_SLOW = 'The request body arrives too slowly';
const CHECK_PACE_MS = 5_000;
/** Slower than any modem, but too fast for programs that hold connections open with a byte now and then. */
const LEAST_BYTES_PER_SECOND = 250;
/** A pause is no fault: mobile networks have them. */
const SLOW_CHECKS = 2;

/**
 * Watches the pace at which a body arrives.
 *
 * @param received returns the number of bytes so far
 * @param onTooSlow is called when too little came for ten seconds
 * @returns a function that ends the watch
 */
function watchPace(received: () => number, onTooSlow: () => void): () => void {
  let before = 0;
  let slow = 0;
  const timer = setInterval(() => {
    const isSlow = received() - before < (LEAST_BYTES_PER_SECOND * CHECK_PACE_MS) / 1000;
    slow = isSlow ? slow + 1 : 0;
    before = received();
    if (slow >= SLOW_CHECKS) onTooSlow();
  }, CHECK_PACE_MS).unref();
  return () => clearInterval(timer);
}

/**
 * From this size on, a body is copied into one buffer as it arrives, so that its many chunks can be freed before the
 * end.
 */
const LARGE_BODY = 1_048_576;

/** Collects the bytes of a body that is being received. */
class Collected {
  private chunks: Buffer[] = [];
  private length = 0;

  constructor(private readonly announced: number) {}

  get size(): number {
    return this.length;
  }

  add(chunk: Buffer): void {
    const [whole] = this.chunks;
    if (whole !== undefined && this.chunks.length === 1 && this.length + chunk.length <= whole.length) {
      this.length += chunk.copy(whole, this.length);
      return;
    }
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length < LARGE_BODY || this.announced <= this.length || this.chunks.length === 1) return;
    const room = Buffer.allocUnsafeSlow(this.announced);
    Buffer.concat(this.chunks).copy(room);
    this.chunks = [room];
  }

  /** Forgets everything but the beginning. It is a copy, because a part of a buffer keeps all of it in memory. */
  keep(count: number): void {
    this.chunks = [Buffer.from(this.bytes().subarray(0, count))];
    this.length = Math.min(this.length, count);
  }

  bytes(): Buffer {
    const [only] = this.chunks;
    return only !== undefined && this.chunks.length === 1 ? only.subarray(0, this.length) : Buffer.concat(this.chunks);
  }
}
