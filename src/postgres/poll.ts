import { setTimeout as sleep } from 'node:timers/promises';

/** How often to look, in milliseconds. */
export const POLL_INTERVAL = 10;

/**
 * Looks again every 10 ms until the condition holds or the time (in milliseconds, may be Infinity) is over. Gives
 * whether it came to hold. Used for what sends no event: other processes, and the files Postgres writes.
 */
export async function poll(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_INTERVAL);
  }
  return true;
}
