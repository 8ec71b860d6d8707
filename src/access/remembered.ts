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
  /** What is being looked up, so that a thousand calls of one caller ask once. */
  private readonly asked = new Map<string, Promise<T | undefined>>();
  private generation = 0;

  constructor(private readonly maxAgeNotListeningMs = 0) {}

  clear(): void {
    this.generation++;
    this.found.clear();
    // A lookup that began before the change may not see it.
    this.asked.clear();
  }

  async get(key: string, changes: Changes, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const known = this.found.get(key);
    if (known !== undefined && (changes.listening() || performance.now() - known.at < this.maxAgeNotListeningMs))
      return known.value;
    if (!changes.listening()) return this.load(key, changes, load);
    const asked = this.asked.get(key);
    if (asked !== undefined) return asked;
    const loading = this.load(key, changes, load);
    this.asked.set(key, loading);
    const forget = () => {
      if (this.asked.get(key) === loading) this.asked.delete(key);
    };
    loading.then(forget, forget);
    return loading;
  }

  private async load(key: string, changes: Changes, load: () => Promise<T | undefined>): Promise<T | undefined> {
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
