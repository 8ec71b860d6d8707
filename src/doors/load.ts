import type { Limits } from '../config';
import { ApiError } from '../errors';

/** How much the process holds at one time. What is over a limit is refused at once: waiting would only add to the load. */
export interface Load {
  /**
   * Counts a request in.
   *
   * @returns what counts it out again, with all its bytes; calling it twice does nothing.
   * @throws ApiError (busy) when as many requests as allowed are being answered.
   */
  enter(): Visit;
}

export interface Visit {
  /** @throws ApiError (too_large) for one body over the limit, (busy) when all bodies together are. */
  addBytes(count: number): void;
  leave(): void;
}

/** A body this small is read even when large ones fill the allowance, so that uploads cannot shut out everybody else. */
const SMALL_BODY = 65_536;

/**
 * @param onFinished hears of the bytes of every large body that is done with.
 */
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
