import type { Response } from 'express';
import { type ApiError, asApiError } from '../errors';
import { toJson } from '../wire/json';
import type { Plain } from '../wire/present';
import type { Stream } from './streams';

/** Some events, as GetEvents answers them. */
export interface EventPage {
  events: { sequence: number; type: string; [name: string]: Plain }[];
  next: number;
  more: boolean;
}

interface Parts {
  place: Stream;
  /** The first events, which are read already. */
  first: EventPage;
  /** Reads the events after a number. It is asked again when those are written, so few are held. */
  read(since: number): Promise<EventPage>;
  /** Recognises the caller anew. @throws ApiError (unauthenticated, forbidden) if it may not read events any more */
  check(): Promise<void>;
}

const HEADERS = {
  'Content-Type': 'text/event-stream',
  // nginx would otherwise keep the events until it has enough of them.
  'X-Accel-Buffering': 'no',
};

/** How soon a client should connect again. */
const RETRY_MS = 2_000;
/** How soon a stream without events ends after its credential was revoked. */
const CHECK_EVERY_MS = 5_000;
/** How long a client may take to read the end. */
const LAST_BYTES_MS = 2_000;
/** The pause after the database failed. */
const TROUBLE_MS = 1_000;

/**
 * Writes events for as long as the client stays, as server-sent events. It never fails: a refusal ends the stream, and
 * while the database fails, the client waits.
 */
export async function streamEvents(res: Response, parts: Parts): Promise<void> {
  const { place } = parts;
  res.locals.openedAt = performance.now();
  res.once('close', place.end);
  res.on('error', place.end);
  if (res.closed) place.end();
  const watch = setInterval(() => parts.check().catch(endIfRefused), CHECK_EVERY_MS);

  /** @returns whether it was a refusal, after which there is nothing more to say */
  function endIfRefused(thrown: unknown): void {
    const error = asApiError(thrown);
    if (isPassing(error)) return;
    const { call } = res.locals;
    call.refused ??= error.kind;
    if (error.kind === 'internal') call.failure ??= error.cause;
    place.end();
  }

  try {
    res.writeHead(200, HEADERS);
    await writePages(res, parts, endIfRefused);
  } catch (error) {
    endIfRefused(error);
  } finally {
    clearInterval(watch);
    place.end();
    res.end();
    setTimeout(() => res.writableFinished || res.destroy(), LAST_BYTES_MS).unref();
  }
}

/** Whether the same may succeed a moment later. */
const isPassing = ({ kind }: ApiError): boolean => kind === 'unavailable' || kind === 'busy' || kind === 'too_many';

async function writePages(
  res: Response,
  { place, first, read, check }: Parts,
  endIfRefused: (error: unknown) => void,
): Promise<void> {
  const { signal } = place;
  let page: EventPage | undefined = first;
  let since = first.next;
  await send(res, place, `retry: ${RETRY_MS}\n\n`);

  async function readNext(): Promise<EventPage | undefined> {
    try {
      // What is known of callers is remembered, so this costs next to nothing.
      await check();
      return await read(since);
    } catch (error) {
      endIfRefused(error);
      return undefined;
    }
  }

  while (!signal.aborted) {
    for (const event of page?.events ?? []) await send(res, place, written(event));
    since = page?.next ?? since;
    if (page === undefined) await place.news(Number.POSITIVE_INFINITY, TROUBLE_MS);
    else if (!page.more) await untilNews(res, place, since);
    page = signal.aborted ? undefined : await readNext();
  }
}

/** Waits for events after a number. Meanwhile, comments show that the connection works, and say where to go on. */
async function untilNews(res: Response, place: Stream, since: number): Promise<void> {
  while (!(await place.news(since, place.times.commentEveryMs)) && !place.signal.aborted) {
    await send(res, place, `: nothing new\nid: ${since}\n\n`);
  }
}

const written = (event: EventPage['events'][number]): string =>
  `id: ${event.sequence}\nevent: ${event.type}\ndata: ${toJson(event)}\n\n`;

/** Writes text, and waits until the client has read enough that there is room for more. */
function send(res: Response, { signal, times }: Stream, text: string): Promise<void> {
  if (signal.aborted || res.write(text)) return Promise.resolve();
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => res.destroy(), times.stuckMs);
    function goOn(): void {
      clearTimeout(giveUp);
      res.off('drain', goOn);
      signal.removeEventListener('abort', goOn);
      resolve();
    }
    res.on('drain', goOn);
    signal.addEventListener('abort', goOn);
  });
}
