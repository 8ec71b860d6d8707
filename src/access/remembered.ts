import type { Changes } from '../database/listen';

const MOST = 10_000;

/**
 * How long a value may be cached when we cannot listen for changes. Only for values that may be a moment out of date.
 */
export const MAX_AGE_NOT_LISTENING_MS = 900;

/**
 * A cache of database lookups. It is used only while we listen for changes, which clear it.
 *
 * @param maxAgeNotListeningMs how long a value may be cached when we cannot listen for changes; by default, it is not
 */
export class Remembered<T> {
  private readonly found = new Map<string, { value: T; at: number }>();
  private generation = 0;

  constructor(private readonly maxAgeNotListeningMs = 0) {}

  clear(): void {
    this.generation++;
    this.found.clear();
  }

  async get(key: string, changes: Changes, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const known = this.found.get(key);
    if (known !== undefined && (changes.listening() || performance.now() - known.at < this.maxAgeNotListeningMs))
      return known.value;
    const asked = this.generation;
    const loaded = await load();
    // A change that arrived while we loaded may have made the value out of date, so don't cache it.
    const isCurrent = asked === this.generation;
    if (loaded !== undefined && isCurrent && (changes.listening() || this.maxAgeNotListeningMs > 0)) {
      if (this.found.size >= MOST) this.found.clear();
      this.found.set(key, { value: loaded, at: performance.now() });
    }
    return loaded;
  }
}
