/**
 * How a field of two answers can differ, what matters most first. Each pair of values has one kind: the last of those
 * that describe it whole.
 */
const KINDS = [
  'missinghere',
  'missingthere',
  'value',
  'length',
  'type',
  'order',
  'timezone',
  'dateformat',
  'entities',
  'lettercase',
  'spaces',
] as const;

export type Kind = (typeof KINDS)[number];

/** The kinds that say the same in another way. Most programs read both. */
const MINOR: ReadonlySet<string> = new Set<Kind>(['timezone', 'dateformat', 'entities', 'lettercase', 'spaces']);

/** Whether a difference of this kind is one of content, not only of how it is written. */
export const matters = (kind: string): boolean => !MINOR.has(kind);

/** The place of a kind among all: what matters most comes first, what nobody knows last. */
export function rankOf(kind: string): number {
  const place = KINDS.indexOf(kind as Kind);
  return place < 0 ? KINDS.length : place;
}
