import { Counter, Gauge, type Registry } from 'prom-client';

/** What a process knows of the old desk. */
export interface UpstreamState {
  isUp: boolean;
  /** Calls that wait for a connection there or for an answer. */
  waiting: number;
  /** How many calls ended how: `answered`, or why they failed. */
  results: ReadonlyMap<string, number>;
}

/** Adds what a monitoring system learns about the old desk. Without one, there are no series. */
export function addUpstreamMetrics(registry: Registry, state: () => UpstreamState | undefined): void {
  const registers = [registry];
  new Gauge({
    ...{
      name: 'hatchdesk_upstream_up',
      help: '1 if the old desk is asked, 0 while it rests because it failed',
      registers,
    },
    aggregator: 'min',
    collect() {
      const now = state();
      if (now === undefined) this.remove();
      else this.set(Number(now.isUp));
    },
  });
  new Gauge({
    ...{ name: 'hatchdesk_upstream_waiting', help: 'Calls that wait for the old desk', registers },
    collect() {
      const now = state();
      if (now === undefined) this.remove();
      else this.set(now.waiting);
    },
  });
  new Counter({
    ...{ name: 'hatchdesk_upstream_calls_total', help: 'Calls of the old desk, by how they ended', registers },
    labelNames: ['result'],
    collect() {
      this.reset();
      for (const [result, count] of state()?.results ?? []) this.inc({ result }, count);
    },
  });
}
