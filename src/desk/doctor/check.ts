import { setTimeout as pause } from 'node:timers/promises';

/** One finding of the doctor. */
export interface Check {
  name: string;
  /** Whether the desk can do what it promises. */
  ok: boolean;
  /** Set if nothing is broken, but something could be better. */
  hint?: true;
  /** What was found and, if it is not fine, what to do. */
  detail: string;
}

export const fine = (name: string, detail: string): Check => ({ name, ok: true, detail });
export const hint = (name: string, detail: string): Check => ({ name, ok: true, hint: true, detail });
export const bad = (name: string, detail: string): Check => ({ name, ok: false, detail });

/** The first of these that applies, or else what is fine. */
export const firstOf = (found: readonly (Check | false | undefined)[], otherwise: Check): Check =>
  found.find((check) => check !== false && check !== undefined) || otherwise;

/**
 * Runs checks that wait for something outside.
 *
 * @returns what they found; a failed check of that name if they take longer
 * @throws what they throw
 */
export async function within(ms: number, name: string, checks: Promise<Check[]>): Promise<Check[]> {
  const late = pause(ms, undefined, { ref: false }).then(() => [
    bad(name, `no answer within ${ms / 1000} s: it hangs or is overloaded`),
  ]);
  return Promise.race([checks, late]);
}
