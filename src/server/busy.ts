import { setTimeout as pause } from 'node:timers/promises';
import type { Load } from '../doors/load';

/** As many requests at once keep two processors busy. */
const MANY_REQUESTS = 4;
/** At this rate, the next request comes before a mail would be written. */
const MANY_A_SECOND = 50;

const LOOK_EVERY_MS = 20;

/**
 * Tells whether callers would wait for work that nobody waits for: many requests are being answered, or a few callers send
 * one after the other. It looks at the time since it was asked the last time.
 */
export function watchCallers(load: Load, clock = () => performance.now()): () => boolean {
  let before = { at: clock(), begun: 0 };
  return () => {
    const { requests, begun } = load.state();
    const at = clock();
    const isFast = begun > before.begun && (begun - before.begun) * 1000 >= MANY_A_SECOND * (at - before.at);
    before = { at, begun };
    return requests >= MANY_REQUESTS || isFast;
  };
}

/** Waits until it is no longer busy, but no longer than `mostMs`. */
export async function yieldWhile(isBusy: () => boolean, mostMs: number): Promise<void> {
  for (let ms = 0; ms < mostMs && isBusy(); ms += LOOK_EVERY_MS) await pause(LOOK_EVERY_MS);
}
