import { Gauge, type Registry } from 'prom-client';
import type { DeskState } from './metrics';

/** Adds what a monitoring system learns about mail. */
export function addMailMetrics(registry: Registry, pending: () => DeskState['mails']): void {
  const common = { labelNames: ['state'], registers: [registry], aggregator: 'max' as const };

  new Gauge({
    name: 'hatchdesk_mails_pending',
    help: 'Mails that are not sent yet, by state: waiting, or deferred by the mail server',
    ...common,
    collect() {
      this.reset();
      for (const one of pending() ?? []) this.set({ state: one.state }, one.pending);
    },
  });
  new Gauge({
    name: 'hatchdesk_mails_oldest_seconds',
    help: 'Age of the oldest mail that is not sent yet, by state',
    ...common,
    collect() {
      this.reset();
      for (const one of pending() ?? []) this.set({ state: one.state }, one.oldestSeconds);
    },
  });
}
