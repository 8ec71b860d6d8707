import type { Counter, SharedCounts } from '../shared-counts';

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
/** So many failures in other processes lengthen a pause: enough for most, and short enough for who has the right one. */
const MOST_ELSEWHERE = 4;

/**
 * Counts recent wrong passwords by name, by address, and by name and address together, in all processes. The counts say
 * who is served first, and when. They never refuse a right password, and a right password does not reset them: it may be
 * somebody else's who calls from the same address.
 *
 * A comparison takes 0.2 s, so nobody can push a count of the last minute out.
 */
export class Failures {
  private readonly pairs: Counter;
  private readonly names: Counter;
  private readonly addresses: Counter;

  constructor(
    counts: SharedCounts,
    private readonly clock: () => Date,
  ) {
    this.pairs = counts.of('failed-pair');
    this.names = counts.of('failed-name');
    this.addresses = counts.of('failed-address');
  }

  /** Finds out what failed in other processes. A comparison takes longer than the answer. */
  ask(attempt: Attempt): void {
    this.names.ask(attempt.name);
    this.addresses.ask(attempt.address);
    this.pairs.ask(pairOf(attempt));
  }

  /** Counts a wrong password. @returns how many there are now of this name from this address */
  add(attempt: Attempt): number {
    const until = this.clock().getTime() + FORGET_MS;
    this.names.add(attempt.name, until, true);
    this.addresses.add(attempt.address, until, true);
    return this.pairs.add(pairOf(attempt), until, true);
  }

  ofName = (name: string): number => this.names.find(name)?.count ?? 0;

  ofAddress = (address: string): number => this.addresses.find(address)?.count ?? 0;

  /**
   * The time from which an attempt may be served, in milliseconds of performance.now(). Failures elsewhere lengthen it,
   * so that several processes together do not serve more than one.
   */
  pausedUntil(attempt: Attempt): number {
    const known = this.pairs.find(pairOf(attempt));
    if (known === undefined || known.count < MOST_FAILURES) return 0;
    const elsewhere = Math.min(known.grewElsewhere, known.count - MOST_FAILURES, MOST_ELSEWHERE);
    return known.last + PAUSE_MS * (1 + elsewhere);
  }
}

const pairOf = ({ name, address }: Attempt): string => `${name} ${address}`;
