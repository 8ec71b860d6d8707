import { setTimeout as pause } from 'node:timers/promises';

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
