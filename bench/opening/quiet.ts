import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a machine has that does nothing but its own upkeep. */
const MOST_LOAD = 0.25;
const LOOK_EVERY_MS = 5_000;

/** The load average of the last minute per core. */
export const loadPerCore = (): number => (loadavg()[0] ?? 0) / availableParallelism();

/**
 * Waits until nothing else uses the machine.
 *
 * @throws Error if it is still busy after so many minutes
 */
export async function waitUntilQuiet(minutes: number, progress: (text: string) => void): Promise<void> {
  const end = performance.now() + minutes * 60_000;
  while (loadPerCore() > MOST_LOAD) {
    const load = loadPerCore().toFixed(2);
    if (performance.now() > end) {
      throw new Error(`The machine is busy (load per core ${load}). Measure later, or now with --now`);
    }
    progress(`waiting until the load per core, ${load}, is below ${MOST_LOAD}`);
    await sleep(LOOK_EVERY_MS);
  }
}
