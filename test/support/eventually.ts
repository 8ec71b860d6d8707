import { setTimeout as pause } from 'node:timers/promises';
import type { World } from './world';

/** Asks again and again until there is an answer; a test that waits for something says for how long at most. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  { within }: { within: number },
): Promise<NonNullable<T>> {
  const deadline = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer as NonNullable<T>;
    if (performance.now() > deadline) throw new Error(`nothing within ${within} ms`);
    await pause(10);
  }
}

/** Until a statement in a world's database waits for another transaction. */
export async function someoneWaits(world: Pick<World, 'rows'>): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await eventually(async () => (await world.rows(waiting)).length > 0, { within: 5_000 });
}
