import type { Limits } from '../config';
import { ApiError } from '../errors';

/** Limits how much the process handles at a time. It refuses any excess at once: a queue would only add to the load. */
export interface Load {
  /**
   * Announces a request, for which nothing is held yet.
   *
   * @param address where it comes from
   */
  arrive(address: string): Visit;
  /** How many requests are being answered, how many have begun so far, and how many bytes of bodies are held. */
  state(): { requests: number; begun: number; bodyBytes: number };
}

/** What one request holds. */
export interface Visit {
  /**
   * Takes one of the places of requests that are being answered. Take it only when the body has arrived: whoever sends
   * a body slowly, or not at all, would hold a place for nothing.
   *
   * @throws ApiError (busy) when all places are taken
   */
  begin(): void;
  /**
   * @throws ApiError (too_large) when this body is over its limit; (busy) when all bodies together, or those from this
   *   address, are over theirs
   */
  addBytes(count: number): void;
  /** Frees what the request held; calling it twice does no harm. */
  leave(): void;
}

/** A body this small is read even when large ones use up the total, so that uploads cannot shut everyone else out. */
const SMALL_BODY = 65_536;

/** @param onFinished is called with the size of every large body when its request has ended */
export function createLoad(limits: Limits, onFinished: (bytes: number) => void = () => {}): Load {
  let requests = 0;
  let begun = 0;
  let bytesHeld = 0;
  const heldFrom = new Map<string, number>();
  // Half of the total, so that one address alone cannot fill it, but at least one whole body.
  const share = Math.max(limits.bodyBytes, limits.bodyBytesAtOnce / 2);

  function hold(address: string, count: number): number {
    bytesHeld += count;
    const held = (heldFrom.get(address) ?? 0) + count;
    if (held === 0) heldFrom.delete(address);
    else heldFrom.set(address, held);
    return held;
  }

  return {
    state: () => ({ requests, begun, bodyBytes: bytesHeld }),
    arrive(address) {
      let hasPlace = false;
      let bytes = 0;
      let left = false;
      return {
        begin() {
          if (hasPlace || left) return;
          if (requests >= limits.requestsAtOnce)
            throw new ApiError('busy', 'Too many requests at once, please try again shortly');
          requests++;
          begun++;
          hasPlace = true;
        },
        addBytes(count) {
          if (left) return;
          bytes += count;
          const held = hold(address, count);
          if (bytes > limits.bodyBytes) throw tooLarge(limits.bodyBytes);
          if (bytes > SMALL_BODY && (bytesHeld > limits.bodyBytesAtOnce || held > share)) {
            throw new ApiError('busy', 'Too many uploads at once, please try again shortly');
          }
        },
        leave() {
          if (left) return;
          left = true;
          if (hasPlace) requests--;
          if (bytes > 0) hold(address, -bytes);
          if (bytes > SMALL_BODY) onFinished(bytes);
        },
      };
    },
  };
}

export const tooLarge = (limit: number): ApiError =>
  new ApiError('too_large', `The request body is larger than the ${limit} bytes allowed`);
