import { ApiError } from '../errors';
import { neighbourhoodOf } from './networks';
import type { SharedCounts } from './shared-counts';

/** A limit of calls for each caller. */
export interface CallLimit {
  /**
   * Counts a call.
   *
   * @param who the caller's name
   * @throws TooManyCalls `Too many calls with this credential: the limit is xxx a minute. Please try again in xxx seconds`
   */
  count(who: string): void;
  /**
   * Counts a call of which only the network address is known.
   *
   * @throws TooManyCalls `Too many calls from this address: the limit is xxx a minute. Please try again in xxx seconds`
   */
  countFrom(address: string): void;
}

/** The refusal of a caller over the limit, until the next window begins. */
export class TooManyCalls extends ApiError {
  override name = 'TooManyCalls';

  constructor(
    message: string,
    readonly seconds: number,
  ) {
    super('too_many', message);
  }
}

interface Parts {
  /** Undefined for no limit. */
  callsPerMinute: number | undefined;
  counts: SharedCounts;
  clock: () => Date;
}

const MINUTE_MS = 60_000;
/** Short, so that a caller over the limit waits for seconds. */
const WINDOW_MS = 10_000;

/**
 * Counts calls in windows of ten seconds, in each of which a sixth of the limit is allowed. Processes agree on the
 * windows, because they begin at the full ten seconds of the clock. Refused calls count too, but need no database.
 */
export function createCallLimit({ callsPerMinute, counts, clock }: Parts): CallLimit {
  if (callsPerMinute === undefined) return { count: () => {}, countFrom: () => {} };
  const calls = counts.of('call');
  const most = Math.ceil((callsPerMinute * WINDOW_MS) / MINUTE_MS);

  /** @returns 0 if the call is allowed, or else the seconds until the window ends */
  function secondsToWait(who: string): number {
    const now = clock().getTime();
    const ends = (Math.floor(now / WINDOW_MS) + 1) * WINDOW_MS;
    return calls.add(who, ends) > most ? Math.ceil((ends - now) / 1000) : 0;
  }

  const rest = (seconds: number): string =>
    `the limit is ${callsPerMinute} a minute. Please try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;

  return {
    count(who) {
      const seconds = secondsToWait(who);
      if (seconds > 0) throw new TooManyCalls(`Too many calls with this credential: ${rest(seconds)}`, seconds);
    },
    countFrom(address) {
      const seconds = secondsToWait(`address ${neighbourhoodOf(address)}`);
      if (seconds > 0) throw new TooManyCalls(`Too many calls from this address: ${rest(seconds)}`, seconds);
    },
  };
}
