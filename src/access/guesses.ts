import { ApiError } from '../errors';
import { neighbourhoodOf } from './networks';
import type { SharedCounts } from './shared-counts';

/** About one thing, or from one address. */
const MOST = 20;
const WINDOW_MS = 15 * 60_000;

/**
 * Counts wrong guesses of one kind, about something and from somewhere, in all processes. Counts end together, at the end
 * of a quarter of an hour.
 */
export class Guesses {
  private readonly counter;

  /**
   * @param kind a word, the beginning of the counts' keys
   * @param refusalText what is told to whoever guesses too often
   */
  constructor(
    counts: SharedCounts,
    private readonly clock: () => Date,
    kind: string,
    private readonly refusalText: string,
  ) {
    this.counter = counts.of(kind);
  }

  /**
   * Refuses whoever has guessed too often.
   *
   * @param about what is guessed, such as whose second factor
   * @throws ApiError (too_many) what the constructor got, if {@link isTooMany}
   */
  check(about: string, address: string): void {
    if (this.isTooMany(about, [neighbourhoodOf(address)])) throw this.refusal();
  }

  /** Counts a wrong guess from an address. */
  note(about: string, address: string): void {
    this.noteFrom(about, [neighbourhoodOf(address)]);
  }

  /**
   * Whether there were twenty guesses from one of these places, or about this, if one of them came from the last place.
   * A place that has not guessed about this yet never has too many, or anybody could lock the owner out.
   *
   * @param places a network and those around it, the largest one last
   */
  isTooMany(about: string, places: readonly string[]): boolean {
    const { from, thing, pair } = keysOf(about, places);
    const isAttacked = this.countOf(thing) >= MOST && this.countOf(pair) > 0;
    return isAttacked || from.some((key) => this.countOf(key) >= MOST);
  }

  /** Counts a wrong guess from each of these places. */
  noteFrom(about: string, places: readonly string[]): void {
    const until = (Math.floor(this.clock().getTime() / WINDOW_MS) + 1) * WINDOW_MS;
    const { from, thing, pair } = keysOf(about, places);
    for (const key of [...from, thing, pair]) this.counter.add(key, until, true);
  }

  refusal(): ApiError {
    return new ApiError('too_many', this.refusalText);
  }

  private countOf(key: string): number {
    return this.counter.find(key)?.count ?? 0;
  }
}

function keysOf(about: string, places: readonly string[]): { from: string[]; thing: string; pair: string } {
  const from = places.map((place) => `address ${place}`);
  const thing = `about ${about}`;
  return { from, thing, pair: `${from.at(-1)} ${thing}` };
}
