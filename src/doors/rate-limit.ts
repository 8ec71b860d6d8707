/** A rate limit per caller. */
interface RateLimit {
  /**
   * Counts a call.
   *
   * @returns how many calls are left in the current minute, and how long the caller is banned; zero seconds for no ban
   */
  count(who: string): { remaining: number; bannedForSeconds: number };
}

interface Settings {
  requestsPerMinute: number;
  banMinutes: number;
  clock: () => Date;
}

const MINUTE = 60_000;
/** Beyond this many callers, expired entries are deleted. */
const MOST = 10_000;

/**
 * Counts calls in windows of a minute, and bans callers over the limit. The counts are in memory, one set per process.
 */
export function createRateLimit({ requestsPerMinute, banMinutes, clock }: Settings): RateLimit {
  const windows = new Map<string, { ends: number; calls: number; bannedUntil: number }>();
  return {
    count(who) {
      const now = clock().getTime();
      if (windows.size > MOST) {
        for (const [name, { ends, bannedUntil }] of windows)
          if (ends <= now && bannedUntil <= now) windows.delete(name);
      }
      let window = windows.get(who);
      if (window === undefined || (window.ends <= now && window.bannedUntil <= now)) {
        window = { ends: now + MINUTE, calls: 0, bannedUntil: 0 };
        windows.set(who, window);
      }
      if (window.bannedUntil <= now) {
        window.calls += 1;
        if (window.calls > requestsPerMinute) window.bannedUntil = now + banMinutes * MINUTE;
      }
      return {
        remaining: Math.max(0, requestsPerMinute - window.calls),
        bannedForSeconds: Math.max(0, Math.ceil((window.bannedUntil - now) / 1000)),
      };
    },
  };
}
