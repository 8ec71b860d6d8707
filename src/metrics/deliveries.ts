import { Counter, Gauge, type Registry } from 'prom-client';
import type { DeskState } from './metrics';

/** Beyond this many listeners, the others are one. */
const MOST_LISTENERS = 8;

const OTHER = 'other';

/** Adds what a monitoring system learns about deliveries. `other` always exists, so that alerts see a first failure. */
export function addDeliveryMetrics(
  registry: Registry,
  sources: { failures(): ReadonlyMap<string, number>; pending(): DeskState['deliveries'] },
): void {
  const registers = [registry];
  const labelNames = ['listener'];
  const named = new Set<string>();

  function labelOf(listener: string): string {
    if (named.size < MOST_LISTENERS) named.add(listener);
    return named.has(listener) ? listener : OTHER;
  }

  new Gauge({
    name: 'hatchdesk_deliveries_pending',
    help: 'Deliveries that are not made yet, by listener',
    ...{ labelNames, registers, aggregator: 'max' },
    collect() {
      const pending = sources.pending();
      this.reset();
      if (pending === undefined) return;
      this.set({ listener: OTHER }, 0);
      for (const one of pending) this.inc({ listener: labelOf(one.listener) }, one.pending);
    },
  });
  new Gauge({
    name: 'hatchdesk_deliveries_oldest_seconds',
    help: 'Age of the oldest event that is not delivered yet, by listener',
    ...{ labelNames, registers, aggregator: 'max' },
    collect() {
      const pending = sources.pending();
      this.reset();
      if (pending === undefined) return;
      const ages = new Map([[OTHER, 0]]);
      for (const { listener, oldestSeconds } of pending) {
        const label = labelOf(listener);
        ages.set(label, Math.max(ages.get(label) ?? 0, oldestSeconds));
      }
      for (const [listener, age] of ages) this.set({ listener }, age);
    },
  });
  new Counter({
    name: 'hatchdesk_delivery_failures_total',
    help: 'Attempts to deliver that failed, by listener',
    ...{ labelNames, registers },
    collect() {
      this.reset();
      this.inc({ listener: OTHER }, 0);
      for (const [listener, count] of sources.failures()) this.inc({ listener: labelOf(listener) }, count);
    },
  });
}
