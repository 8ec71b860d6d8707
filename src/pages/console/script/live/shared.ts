import type { News, Told } from './news';
import { type Live, openStream } from './stream';

/**
 * How often the number of the last event is kept for a page that is loaded anew. Its tab may be the only one, so that
 * nobody else would know where the stream was.
 */
const KEEP_EVERY_MS = 1_000;

/**
 * Reads the event stream once for all tabs of the browser. Browsers open six connections to a server at most, and twelve
 * tabs with a stream each would leave none for pages. One tab has the lock and the stream, and passes the news on. When
 * it is closed, another gets the lock and goes on after the last event that it heard of.
 */
export function shareStream(address: string, probe: () => Promise<boolean>, tell: (news: News) => void): void {
  const name = `hatchdesk:${address}`;
  let last = kept(name);
  let keptAt = 0;
  const channel = new BroadcastChannel(name);

  function hear({ news, last: newest }: Told): void {
    last = newest || last;
    tell(news);
    if (Date.now() < keptAt + KEEP_EVERY_MS) return;
    keptAt = Date.now();
    keep(name, last);
  }

  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data));
  window.addEventListener('pagehide', () => keep(name, last));
  const lead = () =>
    openStream(address, last, probe, (news, newest) => {
      const told: Told = { news, last: newest };
      hear(told);
      channel.postMessage(told);
    });

  if (navigator.locks === undefined) leadWhileVisible(lead);
  else leadWithLock(name, lead);
}

/** Leads as soon as no other tab does, until the page is left. */
function leadWithLock(name: string, lead: () => Live): void {
  let resign = () => {};
  function apply(): void {
    const controller = new AbortController();
    const { signal } = controller;
    resign = () => controller.abort();
    const holdUntilLeft = () => {
      const stream = lead();
      return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(stream.close())));
    };
    navigator.locks.request(name, { signal }, holdUntilLeft).catch(() => {});
  }
  apply();
  // A page that the browser keeps for the way back must not keep the stream.
  window.addEventListener('pagehide', () => resign());
  window.addEventListener('pageshow', ({ persisted }) => persisted && apply());
}

/** Without HTTPS, browsers have no locks. Then only the tab that somebody looks at has a stream. */
function leadWhileVisible(lead: () => Live): void {
  let stream: Live | undefined;
  function change(): void {
    if (document.hidden) {
      stream?.close();
      stream = undefined;
    } else stream ??= lead();
  }
  document.addEventListener('visibilitychange', change);
  window.addEventListener('pagehide', () => {
    stream?.close();
    stream = undefined;
  });
  window.addEventListener('pageshow', change);
  change();
}

function kept(name: string): string {
  try {
    return localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

function keep(name: string, last: string): void {
  try {
    if (last !== '') localStorage.setItem(name, last);
  } catch {
    // A browser without storage only begins with what happens next.
  }
}
