import type { Request } from 'express';
import { ApiError } from '../errors';
import { tooLarge, type Visit } from './load';

/** The bodies of requests that are being answered. */
const RECEIVED = new WeakMap<Request, Buffer>();

/** The body of a request as it was received; undefined if it has not been. */
export const receivedBytes = (req: Request): Buffer | undefined => RECEIVED.get(req);

/**
 * Receives a whole body.
 *
 * @throws ApiError (too_large) over the limit, at once if Content-Length says so; (malformed) for a content encoding,
 *   or a body that was cut off; (busy) when too much is being received at once
 */
export function readBytes(req: Request, visit: Visit, bodyBytes: number): Promise<Buffer> {
  const encoding = req.get('content-encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new ApiError('malformed', 'A Content-Encoding is not supported: send the body as it is');
  }
  if (Number(req.get('content-length') ?? 0) > bodyBytes) throw tooLarge(bodyBytes);
  return new Promise((resolve, reject) => {
    const collected = new Collected(Number(req.get('content-length') ?? 0));
    req.on('data', (chunk: Buffer) => {
      try {
        visit.addBytes(chunk.length);
        collected.add(chunk);
      } catch (error) {
        req.removeAllListeners('data');
        req.resume();
        reject(error);
      }
    });
    req.on('end', () => {
      const bytes = collected.bytes();
      RECEIVED.set(req, bytes);
      resolve(bytes);
    });
    const cutOff = () => {
      if (!req.complete) reject(new ApiError('malformed', 'The request ended before its body did'));
    };
    req.on('error', cutOff);
    req.on('close', cutOff);
  });
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

  bytes(): Buffer {
    const [only] = this.chunks;
    return only !== undefined && this.chunks.length === 1 ? only.subarray(0, this.length) : Buffer.concat(this.chunks);
  }
}
