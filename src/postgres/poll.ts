import { setTimeout as sleep } from 'node:timers/promises';

/** The pause between two checks, in milliseconds. */
export const POLL_INTERVAL = 10;

/**
 * Checks a condition every 10 ms until it is true or the time is up. Use it where there is no event to wait
 * for: for other processes, and for files that Postgres writes.
 *
 * @param milliseconds may be Infinity
 * @returns whether the condition became true in time
 */
export async function poll(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_INTERVAL);
  }
  return true;
}
