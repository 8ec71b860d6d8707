import type { Changes } from './database/changes';

const MOST = 10_000;

/** Things that were looked up, kept only as long as every change to them is heard of. */
export class Remembered<T> {
  private readonly found = new Map<string, T>();
  private generation = 0;

  clear(): void {
    this.generation++;
    this.found.clear();
  }

  async get(key: string, changes: Changes, load: () => Promise<T | undefined>): Promise<T | undefined> {
    const known = this.found.get(key);
    if (known !== undefined && changes.listening()) return known;
    const asked = this.generation;
    const loaded = await load();
    if (loaded !== undefined && asked === this.generation && changes.listening()) {
      if (this.found.size >= MOST) this.found.clear();
      this.found.set(key, loaded);
    }
    return loaded;
  }
}
