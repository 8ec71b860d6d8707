/** Waits that can be cut short. */
export class Bell {
  private isRung = false;
  private wakeUp = (): void => {};

  /** Ends the wait, or the next one if nobody waits. */
  ring(): void {
    this.isRung = true;
    this.wakeUp();
  }

  /** Waits for a ring, at most so long. */
  async wait(ms: number): Promise<void> {
    if (!this.isRung) await this.silence(ms);
    this.isRung = false;
  }

  /** Waits so long, or until the next ring. Rings before don't count. */
  silence(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
