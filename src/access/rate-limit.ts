import type { SharedCounts } from './shared-counts';

/** A rate limit that bans. */
export interface RateLimit {
  requestsPerMinute: number;
  banMinutes: number;
  /**
   * Counts a call.
   *
   * @returns how many calls are left in the current minute, and how long the caller is banned; zero seconds for no ban
   */
  count(who: string): { remaining: number; bannedForSeconds: number };
}

interface Parts {
  requestsPerMinute: number;
  banMinutes: number;
  counts: SharedCounts;
  clock: () => Date;
}

const MINUTE = 60_000;

/** Counts calls in windows of a minute, and bans callers over the limit, in all processes. */
export function createRateLimit({ requestsPerMinute, banMinutes, counts, clock }: Parts): RateLimit {
  const calls = counts.of('minute');
  const bans = counts.of('ban');

  /** @returns when the caller's ban ends, 0 if there is none */
  function banEnd(who: string): number {
    return bans.find(who)?.until ?? 0;
  }

  return {
    requestsPerMinute,
    banMinutes,
    count(who) {
      const now = clock().getTime();
      let remaining = 0;
      if (banEnd(who) === 0) {
        const counted = calls.add(who, (Math.floor(now / MINUTE) + 1) * MINUTE);
        remaining = Math.max(0, requestsPerMinute - counted);
        if (counted > requestsPerMinute) bans.add(who, now + banMinutes * MINUTE, true);
        // Another process may have banned this caller in an earlier minute.
        else if (counted === 1) bans.ask(who);
      }
      return { remaining, bannedForSeconds: Math.max(0, Math.ceil((banEnd(who) - now) / 1000)) };
    },
  };
}
