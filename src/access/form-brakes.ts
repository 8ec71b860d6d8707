import { TooManyCalls } from './call-limit';
import { neighbourhoodOf } from './networks';
import type { SharedCounts } from './shared-counts';

/** What slows robots down that open tickets with a form. */
const BRAKES = ['fast', 'trap', 'forged', 'old', 'limit'] as const;

export type Brake = (typeof BRAKES)[number];

/** Counts the forms of guests, and those that a brake stopped. Nothing of what they say is kept. */
export interface FormBrakes {
  /** Notes that a brake stopped a form. */
  stop(brake: Brake): void;
  /** How many forms each brake stopped in this process. */
  stopped(): ReadonlyMap<Brake, number>;
  /**
   * Opens a guest's ticket, and counts it.
   *
   * @param address where it comes from
   * @param email the address that its guest gave
   * @throws TooManyCalls `Too many tickets from this network or address, please try again later`, counted as stopped;
   *   whatever `open` throws, which counts nothing
   */
  limited<T>(address: string, email: string, open: () => Promise<T>): Promise<T>;
}

interface Parts {
  counts: SharedCounts;
  clock: () => Date;
}

const WINDOW_MS = 3_600_000;

/** So many in an hour: an office shares its network, a person writes few tickets. */
const MOST = { network: 60, email: 20 };

/** Counts in windows that begin at full hours, so that processes agree on them. */
export function createFormBrakes({ counts, clock }: Parts): FormBrakes {
  const opened = counts.of('form');
  /** Those that are being opened, which would get past the limit if many came together. */
  const opening = new Map<string, number>();
  const stopped = new Map<Brake, number>(BRAKES.map((brake) => [brake, 0]));
  const stop = (brake: Brake): void => void stopped.set(brake, (stopped.get(brake) ?? 0) + 1);

  function change(key: string, by: 1 | -1): void {
    const left = (opening.get(key) ?? 0) + by;
    if (left === 0) opening.delete(key);
    else opening.set(key, left);
  }

  return {
    stop,
    stopped: () => stopped,
    async limited(address, email, open) {
      const now = clock().getTime();
      const ends = (Math.floor(now / WINDOW_MS) + 1) * WINDOW_MS;
      const limits = {
        [`network ${neighbourhoodOf(address)}`]: MOST.network,
        [`email ${email.trim().toLowerCase().slice(0, 254)}`]: MOST.email,
      };
      const isFull = ([key, most]: [string, number]): boolean =>
        (opened.find(key)?.count ?? 0) + (opening.get(key) ?? 0) >= most;
      if (Object.entries(limits).some(isFull)) {
        stop('limit');
        throw new TooManyCalls(
          'Too many tickets from this network or address, please try again later',
          Math.ceil((ends - now) / 1000),
        );
      }
      const keys = Object.keys(limits);
      for (const key of keys) change(key, 1);
      try {
        const done = await open();
        for (const key of keys) opened.add(key, ends, true);
        return done;
      } finally {
        for (const key of keys) change(key, -1);
      }
    },
  };
}
