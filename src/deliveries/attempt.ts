import type { Settled } from '../store/deliveries/claims';
import type { Delivery, Listener, Outcome } from './listener';

/** How an attempt ended. Without an outcome, it was given up because the server stops. */
interface Attempt {
  outcome: Outcome | undefined;
  ms: number;
}

/** How long a listener whose time is over may take to say so in its own words. */
const GRACE_MS = 500;

/** Makes one attempt, which ends when its time is over, whatever the listener does. */
export async function attempt(listener: Listener, delivery: Delivery, controller: AbortController): Promise<Attempt> {
  const { signal } = controller;
  const began = performance.now();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    controller.abort();
  }, listener.timeoutMs);
  const outcome = await new Promise<Outcome>((resolve) => {
    const giveUp = () => resolve({ state: 'failed', text: `no answer within ${listener.timeoutMs / 1000} s` });
    signal.addEventListener('abort', () => setTimeout(giveUp, GRACE_MS).unref(), { once: true });
    listener.deliver(delivery, signal).then(resolve, (error: unknown) => resolve(asFailed(error)));
  });
  clearTimeout(timer);
  const isStopped = signal.aborted && !isLate;
  const isReleased = isStopped && outcome.state !== 'delivered' && outcome.mayBeDone !== true;
  return { outcome: isReleased ? undefined : outcome, ms: elapsed(began) };
}

const elapsed = (began: number): number => Math.round(performance.now() - began);

const asFailed = (error: unknown): Outcome => ({
  state: 'failed',
  text: error instanceof Error ? error.message : String(error),
});

/** The longest pause that a receiver can ask for. */
const MOST_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** Receivers that failed together must not be tried again together. */
const varied = (ms: number): number => ms * (0.8 + Math.random() * 0.4);

/** What to write about an attempt. */
export function settledAs(
  { outcome, ms }: Attempt,
  delivery: Pick<Delivery, 'id' | 'ticketId' | 'attempt'>,
  { pausesMs }: Pick<Listener, 'pausesMs'>,
  times: { began: Date; ended: Date },
): Settled {
  const { id, ticketId, attempt } = delivery;
  if (outcome === undefined) return { id, ticketId, state: 'released' };
  const { state, text, details, request } = outcome;
  const entry = { at: times.began, attempt, outcome: state, text, ms, ...details };
  if (state === 'delivered') return { id, ticketId, state, entry, request };
  const pauseMs = pausesMs[attempt - 1];
  if (state === 'refused' || pauseMs === undefined) return { id, ticketId, state: 'dead', entry, request };
  const waitMs = Math.max(varied(pauseMs), Math.min(outcome.retryAfterMs ?? 0, MOST_RETRY_AFTER_MS));
  const dueAt = new Date(times.ended.getTime() + waitMs);
  return { id, ticketId, state: 'retrying', dueAt, entry, request };
}
