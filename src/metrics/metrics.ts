import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { ALL_RESULTS, type CountedCall, resultOf } from './call-results';

/** What a monitoring system learns about one process. */
export interface Metrics {
  /** Counts an answered request. */
  count(call: CountedCall): void;
  contentType: string;
  /** The current values, in Prometheus's text format. */
  text(): Promise<string>;
  close(): void;
}

/** Where the values come from. Functions are asked once per scrape. */
export interface Sources {
  version: string;
  /** What an action does to the desk; undefined for a name that is no action's. */
  accessOf(action: string): 'read' | 'write' | undefined;
  poolSize: number;
  pool(): { waiting: number; free: number; waitedMs: number; connections: number; idle: number };
  limits: { requestsAtOnce: number; bodyBytesAtOnce: number };
  load(): { requests: number; bodyBytes: number };
  passwordsWaiting(): number;
  /** Must return at once, whatever the database does. Members are undefined while nobody knows them. */
  desk(): Promise<DeskState>;
}

/** What only the database knows. */
export interface DeskState {
  isReady?: boolean;
  bans?: number;
  outbox?: { events: number; oldestSeconds: number };
}

/**
 * How many combinations of action and result have numbers of their own. Every combination is a series that Prometheus
 * keeps for good, and there are thousands. A desk whose callers use thirty actions has about a hundred.
 */
const MOST_COMBINATIONS = 160;

/** From a cached read to the longest time that a call may take. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const LAG_RESOLUTION_MS = 20;

/** Creates the metrics of one server. They have a registry of their own, because a process may have several servers. */
export function createMetrics(sources: Sources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const calls = new Counter({
    name: 'hatchdesk_calls_total',
    help: 'Answered calls by action and result. Actions beyond the first 160 combinations count as other',
    labelNames: ['action', 'result'],
    registers,
  });
  const results = new Counter({
    name: 'hatchdesk_results_total',
    help: 'Answered calls by result. Every result begins at 0, so that an alert sees the first one',
    labelNames: ['result'],
    registers,
  });
  for (const result of ALL_RESULTS) results.inc({ result }, 0);
  const durations = new Histogram({
    name: 'hatchdesk_call_seconds',
    help: 'How long calls took, from the first byte of the request to the last of the answer',
    labelNames: ['access'],
    buckets: SECONDS,
    registers,
  });
  for (const access of ['read', 'write', 'none']) durations.zero({ access });
  const combinations = new Set<string>();
  let state: DeskState = {};
  const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  lag.enable();

  function gauge(name: string, help: string, read: () => number | undefined): void {
    new Gauge({
      ...{ name, help, registers },
      collect() {
        const value = read();
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }

  /** A counter whose value somebody else keeps. */
  function total(name: string, help: string, read: () => number): void {
    new Counter({
      ...{ name, help, registers },
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  }

  gauge('hatchdesk_ready', '1 if /readyz says ready', () =>
    state.isReady === undefined ? undefined : Number(state.isReady),
  );
  gauge('hatchdesk_requests_running', 'Requests that are being answered', () => sources.load().requests);
  gauge(
    'hatchdesk_requests_limit',
    'The most of them: HATCHDESK_MAX_REQUESTS_AT_ONCE',
    () => sources.limits.requestsAtOnce,
  );
  gauge('hatchdesk_body_bytes_held', 'Bytes of request bodies in memory', () => sources.load().bodyBytes);
  gauge(
    'hatchdesk_body_bytes_limit',
    'The most of them: HATCHDESK_MAX_BODY_BYTES_AT_ONCE',
    () => sources.limits.bodyBytesAtOnce,
  );
  gauge('hatchdesk_queue_waiting', 'Calls that wait for a turn at the database', () => sources.pool().waiting);
  gauge('hatchdesk_queue_turns', 'Calls that may use the database at one time', () => sources.poolSize);
  gauge('hatchdesk_queue_turns_free', 'Turns at the database that nobody has', () => sources.pool().free);
  total(
    'hatchdesk_queue_wait_seconds_total',
    'How long calls have waited for a turn, all together',
    () => sources.pool().waitedMs / 1000,
  );
  gauge('hatchdesk_pool_connections', 'Open connections to the database', () => sources.pool().connections);
  gauge(
    'hatchdesk_pool_connections_idle',
    'Open connections to the database that nobody uses',
    () => sources.pool().idle,
  );
  gauge('hatchdesk_passwords_waiting', 'Passwords that wait to be checked', sources.passwordsWaiting);
  gauge('hatchdesk_bans', 'Bans of addresses in force', () => state.bans);
  gauge('hatchdesk_outbox_events', 'Events in the outbox', () => state.outbox?.events);
  gauge('hatchdesk_outbox_oldest_seconds', 'Age of the oldest event in the outbox', () => state.outbox?.oldestSeconds);
  new Gauge({
    name: 'hatchdesk_event_loop_lag_seconds',
    help: 'How late the process got to what was due, since the last scrape. Quantile 1 is the longest',
    labelNames: ['quantile'],
    registers,
    collect() {
      const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - LAG_RESOLUTION_MS / 1000);
      this.set({ quantile: '0.5' }, late(lag.percentile(50)));
      this.set({ quantile: '0.99' }, late(lag.percentile(99)));
      this.set({ quantile: '1' }, late(lag.max));
      lag.reset();
    },
  });
  total('process_cpu_seconds_total', 'Processor time that the process has used', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
  gauge('process_start_time_seconds', 'When the process started', () => performance.timeOrigin / 1000);
  new Gauge({
    name: 'hatchdesk_info',
    help: 'Always 1. The labels say which program this is',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version: sources.version, node: process.version }, 1);

  // The first time takes several times as long as any other. Nobody should have to wait for it.
  void registry.metrics();

  return {
    count(call) {
      const result = resultOf(call);
      const action = call.action ?? (result === 'unknown_action' ? 'unknown' : 'none');
      const access = call.action === undefined ? undefined : sources.accessOf(call.action);
      results.inc({ result });
      durations.observe({ access: access ?? 'none' }, call.seconds);
      const combination = `${action} ${result}`;
      if (combinations.size < MOST_COMBINATIONS) combinations.add(combination);
      calls.inc({ action: combinations.has(combination) ? action : 'other', result });
    },
    contentType: registry.contentType,
    async text() {
      state = await sources.desk();
      return registry.metrics();
    },
    close: () => lag.disable(),
  };
}
