import type { Limits } from '../config';
import { ApiError } from '../errors';

/** Limits how much the process handles at a time. It refuses any excess at once: a queue would only add to the load. */
export interface Load {
  /**
   * Counts a request. Call `leave` when it ends, which frees its bytes; calling it twice does no harm.
   *
   * @throws ApiError (busy) when the allowed number of requests is already being answered
   */
  enter(): Visit;
}

export interface Visit {
  /** @throws ApiError (too_large) when this body is over its limit; (busy) when all bodies together are over theirs */
  addBytes(count: number): void;
  leave(): void;
}

/** A body this small is read even when large ones use up the total, so that uploads cannot shut everyone else out. */
const SMALL_BODY = 65_536;

/** @param onFinished is called with the size of every large body when its request has ended */
export function createLoad(limits: Limits, onFinished: (bytes: number) => void = () => {}): Load {
  let requests = 0;
  let bytesHeld = 0;
  return {
    enter() {
      if (requests >= limits.requestsAtOnce)
        throw new ApiError('busy', 'Too many requests at once, please try again shortly');
      requests++;
      let bytes = 0;
      let left = false;
      return {
        addBytes(count) {
          bytes += count;
          bytesHeld += count;
          if (bytes > limits.bodyBytes) throw tooLarge(limits.bodyBytes);
          if (bytesHeld > limits.bodyBytesAtOnce && bytes > SMALL_BODY) {
            throw new ApiError('busy', 'Too many uploads at once, please try again shortly');
          }
        },
        leave() {
          if (left) return;
          left = true;
          requests--;
          bytesHeld -= bytes;
          if (bytes > SMALL_BODY) onFinished(bytes);
        },
      };
    },
  };
}

export const tooLarge = (limit: number): ApiError =>
  new ApiError('too_large', `The request body is larger than the ${limit} bytes allowed`);
