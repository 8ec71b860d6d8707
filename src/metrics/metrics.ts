import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Aggregator, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { ALL_RESULTS, type CountedCall, MOST_COMBINATIONS, resultOf } from './call-results';
import { addComparingMetrics } from './comparing';
import { addDeliveryMetrics } from './deliveries';
import { addFormMetrics } from './forms';
import { addInboundMetrics } from './inbound';
import { addMailMetrics } from './mails';
import { addProcessMetrics, addWorkerMetrics } from './process';
import type { Snapshot } from './sum';
import { addUpstreamMetrics, type UpstreamState } from './upstream';

/** What a monitoring system learns about one process. */
export interface Metrics {
  /** Counts an answered request. */
  count(call: CountedCall): void;
  contentType: string;
  /** The current values, in Prometheus's text format. */
  text(): Promise<string>;
  /** The same for a supervisor, which adds up those of its workers. */
  snapshot(): Promise<Snapshot>;
  close(): void;
}

/** Where the values come from. Functions are asked once per scrape. */
export interface Sources {
  version: string;
  /** Whether this process is one of several, whose supervisor counts them. */
  isWorker: boolean;
  /** What an action does to the desk; undefined for a name that is no action's. */
  accessOf(action: string): 'read' | 'write' | undefined;
  poolSize: number;
  pool(): { waiting: number; free: number; waitedMs: number; connections: number; idle: number };
  /** Undefined without a replica. */
  replica(): { connections: number; byReplica: number; byPrimary: number } | undefined;
  limits: { requestsAtOnce: number; bodyBytesAtOnce: number; eventStreams: number };
  load(): { requests: number; bodyBytes: number };
  /** How many event streams are open. */
  eventStreams(): number;
  passwordsWaiting(): number;
  /** Attempts to deliver that failed, by listener. */
  deliveryFailures(): ReadonlyMap<string, number>;
  /** Mails that were taken, by way and outcome: `smtp ticket`. */
  mailsTaken(): ReadonlyMap<string, number>;
  /** Calls that were compared with the old desk's, by result. */
  compared(): ReadonlyMap<string, number>;
  /** Forms of guests that were not accepted at once, by brake. */
  formsStopped(): ReadonlyMap<string, number>;
  /** Undefined without an old desk. */
  upstream(): UpstreamState | undefined;
  /** Must return at once, whatever the database does. Members are undefined while nobody knows them. */
  desk(): Promise<DeskState>;
}

/** What only the database knows. */
export interface DeskState {
  isReady?: boolean;
  bans?: number;
  outbox?: { events: number; oldestSeconds: number };
  mailboxes?: { enabled: number; failing: number; silentSeconds: number };
  deliveries?: { listener: string; pending: number; oldestSeconds: number }[];
  mails?: { state: string; pending: number; oldestSeconds: number }[];
}

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

  /** @param several what several workers say together */
  function gauge(name: string, help: string, read: () => number | undefined, several: Aggregator = 'sum'): void {
    new Gauge({
      ...{ name, help, registers, aggregator: several },
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

  const isReady = () => (state.isReady === undefined ? undefined : Number(state.isReady));
  gauge('hatchdesk_ready', '1 if /readyz says ready', isReady, 'min');
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
  gauge('hatchdesk_event_streams', 'Open event streams', sources.eventStreams);
  gauge(
    'hatchdesk_event_streams_limit',
    'The most of them: HATCHDESK_MAX_EVENT_STREAMS',
    () => sources.limits.eventStreams,
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
  gauge('hatchdesk_replica_connections', 'Open connections to the replica', () => sources.replica()?.connections ?? 0);
  new Counter({
    name: 'hatchdesk_replica_reads_total',
    help: 'Reads meant for the replica, by who answered them: the replica, or the primary in its place',
    labelNames: ['by'],
    registers,
    collect() {
      const { byReplica = 0, byPrimary = 0 } = sources.replica() ?? {};
      this.reset();
      this.inc({ by: 'replica' }, byReplica);
      this.inc({ by: 'primary' }, byPrimary);
    },
  });
  gauge('hatchdesk_passwords_waiting', 'Passwords that wait to be checked', sources.passwordsWaiting);
  gauge('hatchdesk_bans', 'Bans of addresses and callers in force', () => state.bans, 'max');
  gauge('hatchdesk_outbox_events', 'Events in the outbox', () => state.outbox?.events, 'max');
  const oldest = () => state.outbox?.oldestSeconds;
  gauge('hatchdesk_outbox_oldest_seconds', 'Age of the oldest event in the outbox', oldest, 'max');
  new Gauge({
    name: 'hatchdesk_event_loop_lag_seconds',
    help: 'How late the process got to what was due, since the last scrape. Quantile 1 is the longest',
    labelNames: ['quantile'],
    registers,
    aggregator: 'max',
    collect() {
      const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - LAG_RESOLUTION_MS / 1000);
      this.set({ quantile: '0.5' }, late(lag.percentile(50)));
      this.set({ quantile: '0.99' }, late(lag.percentile(99)));
      this.set({ quantile: '1' }, late(lag.max));
      lag.reset();
    },
  });
  addDeliveryMetrics(registry, { failures: sources.deliveryFailures, pending: () => state.deliveries });
  addInboundMetrics(registry, { taken: sources.mailsTaken, mailboxes: () => state.mailboxes });
  addFormMetrics(registry, sources.formsStopped);
  addComparingMetrics(registry, sources.compared);
  addMailMetrics(registry, () => state.mails);
  addUpstreamMetrics(registry, sources.upstream);
  addProcessMetrics(registry);
  if (!sources.isWorker) addWorkerMetrics(registry, () => ({ alive: 1, wanted: 1, restarts: 0 }));
  new Gauge({
    name: 'hatchdesk_info',
    help: 'Always 1. The labels say which program this is',
    labelNames: ['version', 'node'],
    registers,
    aggregator: 'first',
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
    async snapshot() {
      state = await sources.desk();
      return (await registry.getMetricsAsJSON()) as Snapshot;
    },
    close: () => lag.disable(),
  };
}
