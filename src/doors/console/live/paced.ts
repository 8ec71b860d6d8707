/** Runs work soon after it is woken: never twice at the same time, and with pauses, in which wakes gather. */
export class Paced {
  private timer: NodeJS.Timeout | undefined;
  private dueAt = Number.POSITIVE_INFINITY;
  private isRunning = false;
  private isStopped = false;
  private endedAt = Number.NEGATIVE_INFINITY;

  /**
   * @param work returns after how many milliseconds to run again, unless it is woken before. It must not throw
   * @param leastPauseMs the time between an end and the next beginning
   */
  constructor(
    private readonly work: () => Promise<number | undefined>,
    private readonly leastPauseMs: number,
  ) {}

  wake(afterMs = 0): void {
    const dueAt = Math.max(performance.now() + afterMs, this.endedAt + this.leastPauseMs);
    if (this.isStopped || dueAt >= this.dueAt) return;
    this.dueAt = dueAt;
    if (!this.isRunning) this.schedule();
  }

  /** Begins nothing more. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), Math.max(0, this.dueAt - performance.now())).unref();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    // Whatever wakes it from now on may not have been seen.
    this.dueAt = Number.POSITIVE_INFINITY;
    const againMs = await this.work();
    this.isRunning = false;
    this.endedAt = performance.now();
    if (this.isStopped) return;
    const earliest = this.endedAt + this.leastPauseMs;
    this.dueAt = Math.max(earliest, Math.min(this.dueAt, this.endedAt + (againMs ?? Number.POSITIVE_INFINITY)));
    if (this.dueAt < Number.POSITIVE_INFINITY) this.schedule();
  }
}
