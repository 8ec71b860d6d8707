import { Counter, Gauge, type Registry } from 'prom-client';

/** How many processes answer calls. */
export interface WorkerCounts {
  alive: number;
  wanted: number;
  /** How many were started to replace others. */
  restarts: number;
}

/** Adds what each process uses of the machine. */
export function addProcessMetrics(registry: Registry): void {
  const registers = [registry];
  new Counter({
    ...{ name: 'process_cpu_seconds_total', help: 'Processor time that the process has used', registers },
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  new Gauge({
    ...{ name: 'process_resident_memory_bytes', help: 'Memory of the process', registers },
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    ...{ name: 'process_start_time_seconds', help: 'When the process started', registers, aggregator: 'min' },
    collect() {
      this.set(performance.timeOrigin / 1000);
    },
  });
}

/** Adds the numbers of the workers. A single process counts as one. */
export function addWorkerMetrics(registry: Registry, read: () => WorkerCounts): void {
  const registers = [registry];
  new Gauge({
    ...{ name: 'hatchdesk_workers', help: 'Processes that take calls', registers },
    collect() {
      this.set(read().alive);
    },
  });
  new Gauge({
    ...{ name: 'hatchdesk_workers_wanted', help: 'How many there should be: HATCHDESK_WORKERS', registers },
    collect() {
      this.set(read().wanted);
    },
  });
  new Counter({
    ...{ name: 'hatchdesk_worker_restarts_total', help: 'Workers that ended and were replaced', registers },
    collect() {
      this.reset();
      this.inc(read().restarts);
    },
  });
}
