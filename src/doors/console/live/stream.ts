import type { Response } from 'express';
import type { Caller } from '../../../access/caller';
import { asApiError } from '../../../errors';
import type { DoorParts } from '../../door';
import type { Stream } from '../../streams';
import { Feed, type Member, type Rights, rightsOf } from './feed';
import { comment, RETRY } from './messages';

/** The feeds of a process, one for each set of rights that somebody has who reads. */
export class Feeds {
  private readonly feeds = new Map<string, Feed>();

  constructor(private readonly parts: DoorParts) {}

  join(member: Member): Rights {
    const rights = rightsOf(member.caller);
    const feed = this.feeds.get(rights.key) ?? new Feed(this.parts, rights);
    this.feeds.set(rights.key, feed);
    feed.join(member);
    return rights;
  }

  leave(member: Member, { key }: Rights): void {
    const feed = this.feeds.get(key);
    feed?.leave(member);
    if (feed?.isEmpty !== true) return;
    feed.close();
    this.feeds.delete(key);
  }
}

interface Parts {
  feeds: Feeds;
  place: Stream;
  caller: Caller;
  /** The number of the last event that the browser knows. */
  since: number | undefined;
  /** Recognises the caller anew. @throws ApiError (unauthenticated, forbidden) if they may read nothing any more */
  check(): Promise<Caller>;
}

const HEADERS = {
  'Content-Type': 'text/event-stream',
  // nginx would otherwise keep the messages until it has enough of them.
  'X-Accel-Buffering': 'no',
};

/** Whoever reads so much less than is written is given up, and goes on later with the last id. */
const MOST_UNREAD = 262_144;
/** How long a browser may take to read the end. */
const LAST_BYTES_MS = 2_000;

/** Writes what happens on the desk, for as long as the browser stays and its session lasts. It never fails. */
export async function streamLive(res: Response, { feeds, place, caller, since, check }: Parts): Promise<void> {
  const { signal, times } = place;
  const { call } = res.locals;
  res.locals.openedAt = performance.now();
  const ended = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  res.once('close', place.end);
  res.on('error', place.end);
  const member: Member = {
    ...{ caller, since, isLost: false },
    tell(text) {
      if (res.writableLength > MOST_UNREAD) res.destroy();
      else if (!signal.aborted) res.write(text);
    },
    check: () => void recognise(),
    fail(failure) {
      call.failure ??= failure;
      place.end();
    },
  };
  if (res.closed || signal.aborted) return place.end();
  res.writeHead(200, HEADERS);
  res.write(RETRY);
  let rights = feeds.join(member);
  let wasUnread = false;

  /** Ends the stream if it must, and changes the feed with the rights. */
  async function recognise(): Promise<void> {
    try {
      member.caller = await check();
      if (signal.aborted || rightsOf(member.caller).key === rights.key) return;
      feeds.leave(member, rights);
      // Other tickets may be shown now.
      Object.assign(member, { since: undefined, isLost: true });
      rights = feeds.join(member);
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.kind === 'internal') return member.fail(error.cause ?? error);
      if (error.kind !== 'unauthenticated' && error.kind !== 'forbidden') return;
      call.refused ??= error.kind;
      place.end();
    }
  }

  function giveSign(): void {
    const isUnread = res.writableLength > 0;
    // Nothing was read since the last sign: the browser is gone, and nobody told us.
    if (isUnread && wasUnread) return void res.destroy();
    wasUnread = isUnread;
    member.tell(comment(member.since));
  }

  const timers = [setInterval(recognise, times.checkEveryMs), setInterval(giveSign, times.commentEveryMs)];
  await ended;
  for (const timer of timers) clearInterval(timer);
  feeds.leave(member, rights);
  res.end();
  setTimeout(() => res.writableFinished || res.destroy(), LAST_BYTES_MS).unref();
}
