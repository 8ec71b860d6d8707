/**
 * What can become of comparing a call: `equal` and `different` were compared. The others say why not: too many calls
 * waited (`full`), the other desk is not asked while it is `down`, it `failed` to answer or its answer is `unreadable`, our
 * answer is too `large`, the caller sees only a `part` of the desk, or an id stands for `another` ticket there.
 */
export const OUTCOMES = [
  'equal',
  'different',
  'full',
  'down',
  'large',
  'part',
  'failed',
  'unreadable',
  'another',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** How an outcome counts in a summary. */
export function groupOf(outcome: string): 'compared' | 'failed' | 'skipped' {
  if (outcome === 'equal' || outcome === 'different') return 'compared';
  return outcome === 'failed' || outcome === 'unreadable' ? 'failed' : 'skipped';
}
