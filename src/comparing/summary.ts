import type { ComparedAction, CountedDifference } from '../store/comparing/comparisons';
import { matters, rankOf } from './kinds';
import { groupOf, OUTCOMES } from './outcomes';

type Counts = Record<'compared' | 'equal' | 'skipped' | 'failed' | 'fields' | 'differing', number>;

/** A difference, all days together. */
export interface SummedDifference extends Omit<CountedDifference, 'day'> {
  matters: boolean;
}

/** How alike the two desks are in one action. */
export interface ActionSummary extends Counts {
  name: string;
  firstDay: string;
  lastAt: Date;
  /** What became of the calls, in the order of OUTCOMES. */
  outcomes: { name: string; calls: number; said: string }[];
  /** The worst first. */
  differences: SummedDifference[];
}

const NO_COUNTS: Counts = { compared: 0, equal: 0, skipped: 0, failed: 0, fields: 0, differing: 0 };

/**
 * Sums up what comparing has found: actions with the largest share of different answers first, and in them the
 * differences that matter most.
 */
export function summarise(
  rows: readonly ComparedAction[],
  differences: readonly Omit<CountedDifference, 'day'>[],
): { total: Counts; actions: ActionSummary[] } {
  const actions = [...new Set(rows.map(({ action }) => action))].map((name) =>
    summaryOf(
      name,
      rows.filter(({ action }) => action === name),
      differences.filter(({ action }) => action === name),
    ),
  );
  return { total: totalOf(actions), actions: actions.sort((one, other) => worseFirst(one, other)) };
}

function summaryOf(
  name: string,
  rows: readonly ComparedAction[],
  differences: readonly Omit<CountedDifference, 'day'>[],
): ActionSummary {
  const counts = { ...NO_COUNTS };
  for (const { outcome, calls, fields, differing } of rows) {
    counts[groupOf(outcome)] += calls;
    if (outcome === 'equal') counts.equal += calls;
    counts.fields += fields;
    counts.differing += differing;
  }
  const placeOf = (outcome: string): number => (OUTCOMES as readonly string[]).indexOf(outcome);
  return {
    ...{ name, ...counts },
    firstDay: rows.map(({ firstDay }) => firstDay).sort()[0] ?? '',
    lastAt: new Date(Math.max(...rows.map(({ lastAt }) => lastAt.getTime()))),
    outcomes: rows
      .map(({ outcome, calls, said }) => ({ name: outcome, calls, said }))
      .sort((one, other) => placeOf(one.name) - placeOf(other.name)),
    differences: differences
      .map((difference) => ({ ...difference, matters: matters(difference.kind) }))
      .sort(
        (one, other) =>
          Number(other.matters) - Number(one.matters) ||
          other.calls - one.calls ||
          rankOf(one.kind) - rankOf(other.kind) ||
          (one.field < other.field ? -1 : 1),
      ),
  };
}

function totalOf(actions: readonly ActionSummary[]): Counts {
  const total = { ...NO_COUNTS };
  for (const action of actions) {
    for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += action[name];
  }
  return total;
}

const shareOf = ({ compared, equal }: ActionSummary): number => (compared === 0 ? 1 : equal / compared);

const worseFirst = (one: ActionSummary, other: ActionSummary): number =>
  shareOf(one) - shareOf(other) || other.compared - one.compared || (one.name < other.name ? -1 : 1);
