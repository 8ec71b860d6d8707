const A_MINUTE_MS = 60_000;

/** Beyond this many different things, the oldest is forgotten. */
const MOST_KINDS = 100;

/**
 * Makes a function that tells what happens again and again only once a minute.
 *
 * @param now the time in milliseconds
 * @returns takes the name of what happened. It returns how often that happened since it was told last, or undefined if it
 *   was told less than a minute ago
 */
export function createSeldom(now: () => number): (kind: string) => number | undefined {
  const told = new Map<string, { at: number; since: number }>();
  return (kind) => {
    const known = told.get(kind);
    const time = now();
    if (known !== undefined && time - known.at < A_MINUTE_MS) {
      known.since += 1;
      return undefined;
    }
    told.delete(kind);
    told.set(kind, { at: time, since: 0 });
    const [oldest] = told.keys();
    if (told.size > MOST_KINDS && oldest !== undefined) told.delete(oldest);
    return known?.since ?? 0;
  };
}
