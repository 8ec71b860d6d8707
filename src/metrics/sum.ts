import { AggregatorRegistry, type MetricObjectWithValues, type MetricValueWithName, Registry } from 'prom-client';
import { MOST_COMBINATIONS } from './call-results';
import { addProcessMetrics, addWorkerMetrics, type WorkerCounts } from './process';

/** The values of one process at one time, as they travel between processes. */
export type Snapshot = MetricObjectWithValues<MetricValueWithName<string>>[];

/** The metrics of several processes as if they were one. */
export interface MetricsSum {
  contentType: string;
  /** @param snapshots of the running workers, by their number. One that is missing counts with its last */
  text(snapshots: ReadonlyMap<number, Snapshot>): Promise<string>;
  /** Keeps what a worker that ended has counted: a total that falls would look like a restart to Prometheus. */
  retire(worker: number): void;
}

/** @param workers is asked once per scrape */
export function createMetricsSum(workers: () => WorkerCounts): MetricsSum {
  const own = new Registry();
  addProcessMetrics(own);
  addWorkerMetrics(own, workers);
  const last = new Map<number, Snapshot>();
  const combinations = new Set<string>();
  let retired: Snapshot = [];

  /** Workers name their first combinations of action and result, which differ: together they could be too many. */
  function withinBudget(snapshot: Snapshot): Snapshot {
    return snapshot.map((metric) => {
      if (metric.name !== 'hatchdesk_calls_total') return metric;
      const values = metric.values.map((value) => {
        const combination = `${value.labels.action} ${value.labels.result}`;
        if (combinations.size < MOST_COMBINATIONS) combinations.add(combination);
        return combinations.has(combination) ? value : { ...value, labels: { ...value.labels, action: 'other' } };
      });
      return { ...metric, values };
    });
  }

  return {
    contentType: own.contentType,
    async text(snapshots) {
      for (const [worker, snapshot] of snapshots) last.set(worker, withinBudget(snapshot));
      const ours = (await own.getMetricsAsJSON()) as Snapshot;
      return AggregatorRegistry.aggregate([ours, ...last.values(), retired]).metrics();
    },
    retire(worker) {
      const snapshot = last.get(worker);
      last.delete(worker);
      if (snapshot === undefined) return;
      const counted = snapshot.filter(({ type }) => String(type) !== 'gauge');
      retired = join(retired, counted);
    },
  };
}

/** Adds two snapshots that have only totals. */
function join(one: Snapshot, other: Snapshot): Snapshot {
  const sums = new Map(one.map((metric) => [metric.name, metric]));
  for (const metric of other) {
    const before = sums.get(metric.name)?.values ?? [];
    const byLabels = new Map<string, MetricValueWithName<string>>();
    for (const value of [...before, ...metric.values]) {
      const key = JSON.stringify([value.metricName, Object.entries(value.labels).sort()]);
      byLabels.set(key, { ...value, value: value.value + (byLabels.get(key)?.value ?? 0) });
    }
    sums.set(metric.name, { ...metric, values: [...byLabels.values()] });
  }
  return [...sums.values()];
}
