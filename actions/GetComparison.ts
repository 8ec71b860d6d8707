import { action } from '../src/calls/action';
import { type ActionSummary, type SummedDifference, summarise } from '../src/comparing/summary';
import type { GetComparison } from '../src/generated/GetComparison';
import { listComparedActions, listDifferences } from '../src/store/comparing/comparisons';

const MOST_DIFFERENCES = 100;

export default action<GetComparison>(async (params, { db, desk, caller }) => {
  const filter = { action: params.actionname, since: params.since?.toISOString().slice(0, 10) };
  const [rows, differences] = await Promise.all([listComparedActions(db, filter), listDifferences(db, filter)]);
  const { total, actions } = summarise(rows, differences);
  // Examples come from tickets of every department.
  const showsExamples = caller.departmentIds === null;
  return {
    ...{ mode: desk.compareReads, callshare: desk.compareShare, days: desk.compareDays },
    ...{ ...total, totalresults: actions.length },
    actions: { action: actions.map((each) => present(each, params.limitnum ?? MOST_DIFFERENCES, showsExamples)) },
  };
});

const present = (summary: ActionSummary, limit: number, showsExamples: boolean) => ({
  ...{ name: summary.name, compared: summary.compared, equal: summary.equal },
  ...{ skipped: summary.skipped, failed: summary.failed },
  ...{ fields: summary.fields, differing: summary.differing },
  ...{ first: summary.firstDay, last: summary.lastAt, outcomes: { outcome: summary.outcomes } },
  totaldifferences: summary.differences.length,
  differences: { difference: summary.differences.slice(0, limit).map((each) => presentOne(each, showsExamples)) },
});

const presentOne = (
  { field, kind, matters, calls, times, firstAt, lastAt, examples }: SummedDifference,
  showsExamples: boolean,
) => ({
  ...{ field, kind, matters, calls, times, first: firstAt, last: lastAt },
  examples: {
    example: (showsExamples ? examples : []).map(({ at, call, here, there }) => ({
      ...{ date: new Date(at), call, here, there },
    })),
  },
});
