import { Counter, type Registry } from 'prom-client';

/** Adds what a monitoring system learns about forms of guests. Each brake exists from the start. */
export function addFormMetrics(registry: Registry, stopped: () => ReadonlyMap<string, number>): void {
  new Counter({
    name: 'hatchdesk_forms_stopped_total',
    help: 'Forms for new tickets that were not accepted at once, by the brake that stopped them',
    labelNames: ['brake'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [brake, count] of stopped()) this.inc({ brake }, count);
    },
  });
}
