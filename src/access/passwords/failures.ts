/** Who tries a password: a login name, and the network address of the caller. */
export interface Attempt {
  name: string;
  address: string;
}

/** So many wrong passwords of one name from one address are answered like any other. */
export const MOST_FAILURES = 10;
/** A count starts anew after this time without a failure. */
const FORGET_MS = 60_000;
/** Beyond {@link MOST_FAILURES}, a name from an address waits so long after each failure. */
const PAUSE_MS = 1000;
/** A comparison takes 0.2 s, so nobody can push a count of the last minute out. */
const MOST_COUNTS = 10_000;

/**
 * Counts recent wrong passwords by name, by address, and by name and address together. The counts say who is served
 * first, and when. They never refuse a right password, and a right password does not reset them: it may be somebody
 * else's who calls from the same address.
 */
export class Failures {
  private readonly pairs = new Counts();
  private readonly names = new Counts();
  private readonly addresses = new Counts();

  /** Counts a wrong password. @returns how many there are now of this name from this address */
  add(attempt: Attempt): number {
    this.names.add(attempt.name);
    this.addresses.add(attempt.address);
    return this.pairs.add(pairOf(attempt));
  }

  ofName = (name: string): number => this.names.find(name)?.count ?? 0;

  ofAddress = (address: string): number => this.addresses.find(address)?.count ?? 0;

  /** The time from which an attempt may be served, in milliseconds of performance.now(). */
  pausedUntil(attempt: Attempt): number {
    const known = this.pairs.find(pairOf(attempt));
    return known !== undefined && known.count >= MOST_FAILURES ? known.last + PAUSE_MS : 0;
  }
}

const pairOf = ({ name, address }: Attempt): string => `${name} ${address}`;

class Counts {
  private readonly counts = new Map<string, { count: number; last: number }>();

  find(key: string): { count: number; last: number } | undefined {
    const known = this.counts.get(key);
    return known !== undefined && known.last + FORGET_MS > performance.now() ? known : undefined;
  }

  add(key: string): number {
    const count = (this.find(key)?.count ?? 0) + 1;
    this.counts.delete(key);
    this.counts.set(key, { count, last: performance.now() });
    const oldest = this.counts.keys().next().value;
    if (this.counts.size > MOST_COUNTS && oldest !== undefined) this.counts.delete(oldest);
    return count;
  }
}
