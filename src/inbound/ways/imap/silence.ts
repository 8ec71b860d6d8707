import { setTimeout as pause } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';

/** How to find out whether a mail server from which nothing is expected is still there. */
export interface KeepAlive {
  /** After how long without news it is asked. */
  askAfterMs: number;
  /** How long it may be silent then. Any byte is an answer, because some servers are slow. */
  answerWithinMs: number;
}

/** A silent server is noticed after a minute and a half. Asking more often would annoy servers that count commands. */
export const KEEP_ALIVE: KeepAlive = { askAfterMs: 50_000, answerWithinMs: 40_000 };

/** A machine that slept hears nothing at first. It must not take that for a silence as long as its sleep. */
const STEPS = 8;

/**
 * Waits until a mail server sends something.
 *
 * @throws Error with the code `ETIMEOUT` if it is silent for so long
 */
export async function hear(client: ImapFlow, withinMs: number, signal?: AbortSignal): Promise<void> {
  const { received } = client.stats();
  for (let step = 0; step < STEPS; step++) {
    await pause(withinMs / STEPS, undefined, { signal });
    if (client.stats().received !== received) return;
  }
  throw Object.assign(new Error('silent'), { code: 'ETIMEOUT' });
}

/**
 * Waits for something that may take long.
 *
 * @throws Error with the code `ETIMEOUT` if the mail server is silent for so long meanwhile
 */
export async function unlessSilent<T>(client: ImapFlow, work: Promise<T>, silenceMs: number): Promise<T> {
  const done = new AbortController();
  const silence = async (): Promise<never> => {
    for (;;) await hear(client, silenceMs, done.signal);
  };
  try {
    return await Promise.race([work, silence()]);
  } finally {
    done.abort();
  }
}
