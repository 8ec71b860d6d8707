import { setTimeout as pause } from 'node:timers/promises';
import { PATIENCE_MS } from './patience';
import type { World } from './world';

/**
 * Asks again until there is an answer.
 *
 * @param within milliseconds, where the time itself is promised
 * @throws Error after that time
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  { within = PATIENCE_MS }: { within?: number } = {},
): Promise<NonNullable<T>> {
  const deadline = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer as NonNullable<T>;
    if (performance.now() > deadline) throw new Error(`nothing within ${within} ms`);
    await pause(10);
  }
}

/** Waits until a statement in a world's database waits for a lock. */
export async function someoneWaits(world: Pick<World, 'rows'>): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await eventually(async () => (await world.rows(waiting)).length > 0);
}
