/** Runs work when it is woken: never twice at the same time, and with pauses, in which wakes gather. */
export class Pacer {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private isAgain = false;
  private isStopped = false;
  private endedAt = Number.NEGATIVE_INFINITY;

  /**
   * @param work returns after how many milliseconds to run again; undefined waits for the next wake. It must not throw
   * @param leastPauseMs the time between an end and the next beginning
   */
  constructor(
    private readonly work: () => Promise<number | undefined>,
    private readonly leastPauseMs: number,
  ) {}

  wake(afterMs = 0): void {
    if (this.isStopped) return;
    if (this.running !== undefined) {
      this.isAgain = true;
      return;
    }
    this.timer ??= setTimeout(
      () => this.run(),
      Math.max(afterMs, this.endedAt + this.leastPauseMs - performance.now()),
    ).unref();
  }

  /** Begins nothing more, and waits for what is running. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private run(): void {
    this.timer = undefined;
    this.isAgain = false;
    this.running = this.work().then((againMs) => {
      this.running = undefined;
      this.endedAt = performance.now();
      if (this.isAgain) this.wake();
      else if (againMs !== undefined) this.wake(againMs);
    });
  }
}
