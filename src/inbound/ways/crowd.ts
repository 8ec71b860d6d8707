import type { Readable } from 'node:stream';

interface Limits {
  /** How many mails are taken at one time, and how many may wait for it. */
  atOnce: number;
  waiting: number;
  /** The bytes of all mails in memory. */
  bytes: number;
}

/** Keeps mails that arrive together from using up memory and processor. */
export class Crowd {
  private bytes = 0;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limits: Limits) {}

  /** Whether a mail is being taken, or waits for it. */
  get isTaking(): boolean {
    return this.running > 0;
  }

  /**
   * Reads a stream to its end.
   *
   * @returns its bytes, which {@link release} gives back; undefined if there was no room for them
   */
  async collect(stream: Readable): Promise<Buffer[] | undefined> {
    let chunks: Buffer[] | undefined = [];
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        // The rest is read all the same: whoever sends it listens only then.
        if (chunks === undefined) continue;
        chunks.push(chunk);
        this.bytes += chunk.length;
        if (this.bytes > this.limits.bytes) {
          this.release(chunks);
          chunks = undefined;
        }
      }
      return chunks;
    } catch (error) {
      if (chunks !== undefined) this.release(chunks);
      throw error;
    }
  }

  release(chunks: readonly Buffer[]): void {
    for (const { length } of chunks) this.bytes -= length;
  }

  /** Does the work when it is its turn. @throws Error if too many wait */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting.length >= this.limits.waiting) throw new Error('too many mails wait to be taken');
    if (this.running >= this.limits.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // Hands its place on, so that nobody comes in between.
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}
