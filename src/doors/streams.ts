import type { Limits } from '../config';
import { ApiError } from '../errors';

/** The event streams of this process. Each holds a connection for as long as its client stays. */
export interface Streams {
  /**
   * Takes a place.
   *
   * @param who the caller's name
   * @throws ApiError (too_many) when the caller has all places that one may have; (busy) when all places are taken, or
   *   when the server is stopping
   */
  open(who: string): Stream;
  /** Tells all streams the number of the last event. */
  tell(last: number): void;
  /** Calls back whenever {@link tell} names a higher number than before. @returns a function that ends it */
  onTold(then: () => void): () => void;
  /** How many there are. */
  count(): number;
  times: StreamTimes;
  /** Ends all streams, and lets none begin. */
  close(): void;
}

/** How long streams wait. */
interface StreamTimes {
  /** Proxies close connections on which nothing happens for a minute or less. */
  commentEveryMs: number;
  /** After this long without reading, a client is given up. It can go on later with the last id. */
  stuckMs: number;
  /** How soon a stream of the console ends after its session. */
  checkEveryMs: number;
  /** How soon the console sees that somebody stopped typing, or that their browser died. */
  lookAgainMs: number;
}

const TIMES: StreamTimes = { commentEveryMs: 15_000, stuckMs: 30_000, checkEveryMs: 5_000, lookAgainMs: 3_000 };

/** One stream's place. */
export interface Stream {
  times: StreamTimes;
  /** Is aborted when the stream must end. */
  signal: AbortSignal;
  /**
   * Waits for an event after this number, for the end of the stream, or at most for this time.
   *
   * @returns whether there is such an event
   */
  news(since: number, longestMs: number): Promise<boolean>;
  /** Ends the stream and frees its place; calling it twice does no harm. */
  end(): void;
}

interface Waiting {
  since: number;
  wake(): void;
}

/** Creates the places of event streams. @param changedTimes those that are other than usual, for tests */
export function createStreams(
  { eventStreams, eventStreamsPerCaller }: Pick<Limits, 'eventStreams' | 'eventStreamsPerCaller'>,
  changedTimes: Partial<StreamTimes> = {},
): Streams {
  const times = { ...TIMES, ...changedTimes };
  const controllers = new Set<AbortController>();
  const waiting = new Set<Waiting>();
  const ofCaller = new Map<string, number>();
  const subscribers = new Set<() => void>();
  let isClosed = false;
  let known = 0;

  function admit(who: string): void {
    if (isClosed) throw new ApiError('busy', 'The server is stopping, please connect again');
    if ((ofCaller.get(who) ?? 0) >= eventStreamsPerCaller) {
      throw new ApiError(
        'too_many',
        `Too many event streams with this credential: the limit is ${eventStreamsPerCaller}`,
      );
    }
    if (controllers.size >= eventStreams) {
      throw new ApiError('busy', `Too many event streams at once: the limit is ${eventStreams}`);
    }
  }

  function count(who: string, change: 1 | -1): void {
    const streams = (ofCaller.get(who) ?? 0) + change;
    if (streams === 0) ofCaller.delete(who);
    else ofCaller.set(who, streams);
  }

  return {
    count: () => controllers.size,
    times,
    open(who) {
      admit(who);
      const controller = new AbortController();
      const { signal } = controller;
      controllers.add(controller);
      count(who, 1);
      return {
        times,
        signal,
        news: (since, longestMs) =>
          new Promise((resolve) => {
            const timer = setTimeout(() => wake(), longestMs);
            const one: Waiting = { since, wake };
            function wake(): void {
              clearTimeout(timer);
              waiting.delete(one);
              signal.removeEventListener('abort', wake);
              resolve(known > since);
            }
            if (signal.aborted || known > since) return wake();
            waiting.add(one);
            signal.addEventListener('abort', wake);
          }),
        end() {
          if (!controllers.delete(controller)) return;
          count(who, -1);
          controller.abort();
        },
      };
    },
    tell(last) {
      const isNew = last > known;
      known = last;
      for (const one of [...waiting]) if (last > one.since) one.wake();
      if (isNew) for (const then of [...subscribers]) then();
    },
    onTold(then) {
      subscribers.add(then);
      return () => subscribers.delete(then);
    },
    close() {
      isClosed = true;
      for (const controller of [...controllers]) controller.abort();
    },
  };
}
