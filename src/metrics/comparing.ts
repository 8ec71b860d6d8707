import { Counter, type Registry } from 'prom-client';

const RESULTS = ['equal', 'different', 'skipped', 'failed'] as const;

/** Adds what a monitoring system learns about comparing with the old desk. Each result exists from the start. */
export function addComparingMetrics(registry: Registry, compared: () => ReadonlyMap<string, number>): void {
  new Counter({
    name: 'hatchdesk_comparisons_total',
    help: "Calls whose answers were compared with the old desk's, or were not, by result",
    labelNames: ['result'],
    registers: [registry],
    collect() {
      const counts = compared();
      this.reset();
      for (const result of RESULTS) this.inc({ result }, counts.get(result) ?? 0);
    },
  });
}
