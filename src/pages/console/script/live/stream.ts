import type { News } from './news';

/** One event stream, which connects again by itself. */
export interface Live {
  close(): void;
}

/** How soon to try again where the browser does not by itself, and at most. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** A restart of the server takes less. Nobody need hear of it. */
const LOST_AFTER_MS = 4_000;

/**
 * Opens the event stream.
 *
 * @param since the number of the last event that is known; empty for none
 * @param probe says by its answer whether the session has ended
 * @param tell receives news, and the number of the last event
 */
export function openStream(
  address: string,
  since: string,
  probe: () => Promise<boolean>,
  tell: (news: News, last: string) => void,
): Live {
  let last = since;
  let waitMs = FIRST_WAIT_MS;
  let stream: EventSource | undefined;
  let again: number | undefined;
  let loss: number | undefined;
  let isClosed = false;

  function connect(): void {
    const url = new URL(address);
    // Without a number to go on from, something may have changed between the page and the stream.
    const isBlind = last === '';
    if (!isBlind) url.searchParams.set('since', last);
    stream = new EventSource(url);
    const on = (name: string, act: (data: unknown) => void) =>
      stream?.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => {
        last = lastEventId || last;
        act(JSON.parse(data));
      });
    // What our own server writes. Its messages are in src/doors/console/live/messages.ts.
    on('hello', (data) => tell(isBlind || (data as { reset: boolean }).reset ? { kind: 'reset' } : open, last));
    on('changed', (data) => tell({ kind: 'changed', ...(data as { tickets: number[]; counts: boolean }) }, last));
    on('presence', (data) => tell({ kind: 'presence', ...(data as Pick<Presence, 'all' | 'tickets'>) }, last));
    stream.addEventListener('open', () => {
      waitMs = FIRST_WAIT_MS;
      clearTimeout(loss);
      loss = undefined;
      tell(open, last);
    });
    stream.addEventListener('error', lose);
  }

  function lose(): void {
    loss ??= window.setTimeout(() => tell({ kind: 'connection', state: 'lost' }, last), LOST_AFTER_MS);
    // Otherwise the browser connects again by itself, with the last id.
    if (stream?.readyState !== EventSource.CLOSED) return;
    clearTimeout(again);
    again = window.setTimeout(() => void tryAgain(), waitMs * (0.5 + Math.random()));
    waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
  }

  async function tryAgain(): Promise<void> {
    const hasEnded = await probe().catch(() => false);
    if (isClosed) return;
    if (!hasEnded) return connect();
    clearTimeout(loss);
    tell({ kind: 'connection', state: 'ended' }, last);
    // Somebody may sign in again in another tab.
    again = window.setTimeout(() => void tryAgain(), LONGEST_WAIT_MS);
  }

  connect();
  return {
    close() {
      isClosed = true;
      stream?.close();
      clearTimeout(again);
      clearTimeout(loss);
    },
  };
}

const open: News = { kind: 'connection', state: 'open' };
type Presence = Extract<News, { kind: 'presence' }>;
