import CircuitBreaker from 'opossum';
import { CONNECTIONS, openExchange, type Terms, type UpstreamAnswer } from './exchange';
import { UpstreamFailure, UpstreamRefusal } from './failure';
import { formOf, type UpstreamForm } from './form';
import { createLines } from './lines';
import { readAnswer } from './read-answer';

export type { UpstreamAnswer } from './exchange';
export { UpstreamFailure, UpstreamRefusal } from './failure';
export type { UpstreamForm } from './form';

/** Parameters of a call, in their order. A name may repeat. */
type CallFields = readonly (readonly [name: string, value: string])[] | Readonly<Record<string, string>>;

interface CallOptions {
  /** If not as configured. */
  timeoutMs?: number;
  responsetype?: 'json' | 'xml' | 'nvp';
  /** Gives up: whoever asked no longer wants the answer. */
  signal?: AbortSignal;
  /** Who asks. Each has a line of their own, so that nobody waits behind another's hundred calls. */
  who?: string;
}

/** @param credentials the fields that say who calls */
type WriteForm = (credentials: [name: string, value: string][]) => UpstreamForm;

/** The old desk's API, called with the credentials that this server has there. */
export interface UpstreamClient {
  /** The host, as failures name it. */
  readonly host: string;
  /** Whether it is really asked: the circuit is closed. */
  readonly isUp: boolean;
  /** For monitoring: how many calls wait, and how many ended how: `answered`, or the reason of the failure. */
  state(): { isUp: boolean; waiting: number; results: ReadonlyMap<string, number> };
  /**
   * Sends a form.
   *
   * @param write writes it, with the credentials in it
   * @throws UpstreamFailure
   */
  send(write: WriteForm, options?: CallOptions & { acceptEncoding?: string }): Promise<UpstreamAnswer>;
  /**
   * Calls an action.
   *
   * @returns the answer as it came, refusals too
   * @throws UpstreamFailure
   */
  call(action: string, fields: CallFields, options?: CallOptions): Promise<UpstreamAnswer>;
  /** Reads an answer as JSON. @throws UpstreamFailure for one that is not an object in JSON */
  read(answer: UpstreamAnswer): Record<string, unknown>;
  /**
   * Calls an action and reads its answer as JSON.
   *
   * @throws UpstreamFailure, also for an answer that is not an object in JSON; UpstreamRefusal for `result=error`
   */
  ask(action: string, fields: CallFields, options?: CallOptions): Promise<Record<string, unknown>>;
  /** Ends calls that wait, and closes the connections. */
  close(): Promise<void>;
}

/** Where the upstream is, and how we call it. */
interface UpstreamSettings {
  url: string;
  identifier: string;
  secret: string;
  timeoutMs: number;
}

interface UpstreamLimits {
  /** The largest body of an answer. */
  mostBytes: number;
  /** How many calls of one caller may wait for an answer. All together may be twice as many. */
  mostWaiting: number;
  /** How long it is not asked after it failed. */
  restMs: number;
}

const LIMITS: UpstreamLimits = { mostBytes: 33_554_432, mostWaiting: 100, restMs: 5_000 };

/** Failures that say nothing about whether the upstream works. */
const NOT_ITS_FAULT: readonly UpstreamFailure['reason'][] = ['cancelled', 'too large', 'redirect'];

/**
 * Opens the way to the old desk. Nothing is sent before the first call.
 *
 * @param tell is called when it begins to rest, with the last failure, and when it answers again
 */
export function openUpstream(
  config: UpstreamSettings,
  limits: Partial<UpstreamLimits> = {},
  tell: (isUp: boolean, reason: string) => void = () => {},
): UpstreamClient {
  const { mostBytes, mostWaiting, restMs } = { ...LIMITS, ...limits };
  const { host } = new URL(config.url);
  const exchange = openExchange(config.url);
  const circuit = new CircuitBreaker((form: UpstreamForm, terms: Terms) => exchange.post(form, terms), {
    // The exchange has its own limit, after which it really ends.
    timeout: false,
    resetTimeout: restMs,
    ...{ errorThresholdPercentage: 50, volumeThreshold: 5, rollingCountTimeout: 30_000, rollingCountBuckets: 10 },
    errorFilter: (error: unknown) => error instanceof UpstreamFailure && NOT_ITS_FAULT.includes(error.reason),
  });
  let isTold = false;
  let lastFailure = '';
  circuit.on('failure', (error: Error) => {
    lastFailure = error.message;
  });
  // A try that fails opens the circuit once more.
  circuit.on('open', () => {
    if (!isTold) tell(false, lastFailure);
    isTold = true;
  });
  circuit.on('close', () => {
    if (isTold) tell(true, '');
    isTold = false;
  });
  const lines = createLines(CONNECTIONS, mostWaiting);
  const results = new Map<string, number>();
  const count = (result: string): void => void results.set(result, (results.get(result) ?? 0) + 1);

  const send: UpstreamClient['send'] = async (write, options = {}) => {
    try {
      const answer = await sendInTurn(write, options);
      count('answered');
      return answer;
    } catch (error) {
      count(error instanceof UpstreamFailure ? error.reason : 'broken');
      throw error;
    }
  };
  const sendInTurn: UpstreamClient['send'] = async (write, options = {}) => {
    const { timeoutMs = config.timeoutMs, acceptEncoding = 'identity', signal, who = '' } = options;
    const until = performance.now() + timeoutMs;
    // The circuit has a limit too, but would count the calls beyond it as answered, and never open.
    const leave = circuit.opened ? () => {} : await lines.take(who, until);
    if (leave === undefined) {
      throw new UpstreamFailure('full', `The upstream WHMCS at ${host} has too many calls to answer already`, false);
    }
    try {
      const form = write([
        ['identifier', config.identifier],
        ['secret', config.secret],
      ]);
      const terms = { timeoutMs, waitMs: Math.max(1, until - performance.now()), mostBytes, acceptEncoding, signal };
      return await circuit.fire(form, terms);
    } catch (error) {
      throw refusedByCircuit(error, host);
    } finally {
      leave();
    }
  };
  const call: UpstreamClient['call'] = (action, fields, options = {}) => {
    const pairs = isList(fields) ? fields : Object.entries(fields);
    const { responsetype } = options;
    return send((credentials) => formOf({ action, credentials, responsetype }, pairs), options);
  };
  const read: UpstreamClient['read'] = (answer) => {
    const members = readAnswer(answer, mostBytes);
    if (members !== undefined) return members;
    const message = `The upstream WHMCS at ${host} answered with something that is not JSON`;
    throw new UpstreamFailure('nonsense', message, true);
  };
  return {
    host,
    get isUp() {
      return circuit.closed;
    },
    state: () => ({ isUp: circuit.closed, waiting: lines.waiting(), results }),
    send,
    call,
    read,
    async ask(action, fields, options = {}) {
      const answer = await call(action, fields, { ...options, responsetype: 'json' });
      const members = read(answer);
      if (members.result === 'error') throw new UpstreamRefusal(String(members.message ?? ''), answer.status);
      return members;
    },
    async close() {
      circuit.shutdown();
      exchange.close();
    },
  };
}

const isList = (fields: CallFields): fields is readonly (readonly [string, string])[] => Array.isArray(fields);

/** Says in our words why the circuit let a call not through. */
function refusedByCircuit(error: unknown, host: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const named = `The upstream WHMCS at ${host}`;
  if (code === 'EOPENBREAKER') {
    return new UpstreamFailure(
      'resting',
      `${named} did not answer the last calls, so it is not asked for a moment`,
      false,
    );
  }
  if (code === 'ESHUTDOWN') return new UpstreamFailure('cancelled', `${named} is not asked: this server stops`, false);
  return error;
}
