import type { Changes } from '../database/changes';

const MOST = 10_000;

/** For how long that is kept of which everybody may learn a moment later, where changes are not heard of. */
export const UNHEARD_MS = 900;

/**
 * Things that were looked up, kept only as long as every change to them is heard of.
 *
 * @param unheardMs for how long they may be kept where changes are not heard of, for what need not be known at once.
 */
export class Remembered<T> {
  private readonly found = new Map<string, { value: T; at: number }>();
  private generation = 0;

  constructor(private readonly unheardMs = 0) {}

  clear(): void {
    this.generation++;
    this.found.clear();
  }

  async get(key: string, changes: Changes, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const known = this.found.get(key);
    if (known !== undefined && (changes.listening() || performance.now() - known.at < this.unheardMs))
      return known.value;
    const asked = this.generation;
    const loaded = await load();
    if (loaded !== undefined && asked === this.generation && (changes.listening() || this.unheardMs > 0)) {
      if (this.found.size >= MOST) this.found.clear();
      this.found.set(key, { value: loaded, at: performance.now() });
    }
    return loaded;
  }
}
