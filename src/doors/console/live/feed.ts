import type { Caller } from '../../../access/caller';
import { asApiError } from '../../../errors';
import { type DoorParts, perform } from '../../door';
import { changed, hello, type LiveEvent, type PersonAt, type Present, presence } from './messages';
import { Paced } from './paced';

/** A browser that reads a feed. */
export interface Member {
  caller: Caller;
  /** The number of the last event that it knows; undefined before it was told one. */
  since: number | undefined;
  /** Whether it may have missed something, so that it must ask for everything anew. */
  isLost: boolean;
  /** Writes to it. */
  tell(text: string): void;
  /** Finds out anew who it is and what they may do. It is asked when a call of theirs was refused. */
  check(): void;
  /** Ends it, because of a failure of ours. */
  fail(failure: unknown): void;
}

/** Whoever has the same rights is told the same. */
export interface Rights {
  key: string;
  mayEvents: boolean;
  mayPresence: boolean;
}

/** What somebody may be told: what they may ask for. */
export function rightsOf(caller: Caller): Rights {
  const [mayEvents, mayPresence] = [caller.may('getevents'), caller.may('getticketpresence')];
  const departmentIds = caller.departmentIds?.toSorted((one, other) => one - other) ?? null;
  return { key: JSON.stringify([departmentIds, mayEvents, mayPresence]), mayEvents, mayPresence };
}

type Parts = Pick<DoorParts, 'dispatcher' | 'timeZone' | 'streams' | 'presenceNews'>;

/** Answers of GetEvents. */
interface Page {
  next: number;
  more: boolean;
  last: number;
  events: { event: LiveEvent[] };
}

/** The time in which news gather. */
const PAUSE_MS = 200;
const EVENTS_AT_ONCE = 100;
/** Whoever missed more events than these loads the page anew instead. */
const MOST_BEHIND = 500;
/** How soon to see who comes and goes where we don't hear of changes, as behind a pooler that shares sessions. */
const UNHEARD_MS = 500;
/** The pause after the database failed. */
const TROUBLE_MS = 1_000;

/**
 * What GetEvents and GetTicketPresence answer, asked once for all browsers whose people have the same rights. Two
 * hundred that asked for themselves would need a core of their own.
 */
export class Feed {
  private readonly members = new Set<Member>();
  private readonly events = new Paced(() => this.orLater(() => this.readEvents()), PAUSE_MS);
  private readonly people = new Paced(() => this.orLater(() => this.readPeople()), PAUSE_MS);
  private readonly unsubscribe: (() => void)[] = [];
  /** Undefined until it was read. */
  private present: Present | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly rights: Rights,
  ) {
    const { streams, presenceNews } = parts;
    if (rights.mayEvents) this.unsubscribe.push(streams.onTold(() => this.events.wake()));
    if (rights.mayPresence) this.unsubscribe.push(presenceNews.subscribe(() => this.people.wake()));
  }

  get isEmpty(): boolean {
    return this.members.size === 0;
  }

  join(member: Member): void {
    this.members.add(member);
    if (member.since !== undefined) member.tell(hello(member.since, false));
    if (this.present !== undefined) member.tell(presence(this.present, true));
    if (this.rights.mayEvents) this.events.wake();
    if (this.rights.mayPresence) this.people.wake();
  }

  leave(member: Member): void {
    this.members.delete(member);
  }

  /** Ends the feed. Whoever comes later needs a new one. */
  close(): void {
    for (const end of this.unsubscribe) end();
    this.events.stop();
    this.people.stop();
  }

  /** Asks as one of the members: the answer would be the same for each. */
  private async ask<Answer>(action: string, fields: Record<string, unknown>): Promise<Answer> {
    const [member] = this.members;
    if (member === undefined) throw new Error('a feed without members asked for something');
    try {
      const { result } = await perform(this.parts, {
        ...{ caller: member.caller, action, address: '', how: { idFormat: 'number' as const } },
        read: async () => ({ fields, files: [] }),
      });
      // The type of a result names no members. The action's schema promises them.
      return result as Answer;
    } catch (error) {
      if (asApiError(error).kind === 'forbidden') member.check();
      throw error;
    }
  }

  /** Does work, or says when to try again. */
  private async orLater(work: () => Promise<number | undefined>): Promise<number | undefined> {
    try {
      return this.isEmpty ? undefined : await work();
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.kind === 'internal') for (const member of [...this.members]) member.fail(error.cause ?? error);
      return TROUBLE_MS;
    }
  }

  private async readEvents(): Promise<number | undefined> {
    const all = [...this.members];
    const known = all.flatMap(({ since }) => since ?? []);
    const from = known.length === 0 ? undefined : Math.min(...known);
    const page = await this.readFrom(from);
    for (const member of all) this.tellEvents(member, from, page);
    return page?.more === false ? undefined : 0;
  }

  /** @returns undefined if there is no event of this number yet: a backup was restored, and numbers began anew */
  private async readFrom(from: number | undefined): Promise<Page | undefined> {
    if (from === undefined) return { ...(await this.ask<Page>('GetEvents', { limit: 1 })), more: false };
    try {
      return await this.ask<Page>('GetEvents', { since: from, limit: EVENTS_AT_ONCE });
    } catch (error) {
      if (asApiError(error).kind !== 'invalid') throw error;
      return undefined;
    }
  }

  private tellEvents(member: Member, from: number | undefined, page: Page | undefined): void {
    const isBehind = member.since !== undefined && (page === undefined || page.last - member.since > MOST_BEHIND);
    if (isBehind) Object.assign(member, { since: undefined, isLost: true });
    if (page === undefined) return;
    const { since, isLost } = member;
    if (since === undefined) {
      Object.assign(member, { since: page.last, isLost: false });
      member.tell(hello(page.last, isLost));
    } else if (from !== undefined) {
      const news = page.events.event.filter(({ sequence }) => sequence > since);
      member.since = Math.max(since, page.next);
      const text = changed(news, member.since);
      if (text !== '') member.tell(text);
    }
  }

  private async readPeople(): Promise<number | undefined> {
    const { people } = await this.ask<{ people: { person: PersonAt[] } }>('GetTicketPresence', {});
    const before = this.present;
    const now = byTicket(people.person);
    this.present = now;
    const isFirst = before === undefined;
    const news = isFirst ? now : differenceOf(before, now);
    if (isFirst || news.size > 0) {
      const text = presence(news, isFirst);
      for (const member of this.members) member.tell(text);
    }
    const { presenceNews, streams } = this.parts;
    if (!presenceNews.isHeard()) return UNHEARD_MS;
    return now.size === 0 ? undefined : streams.times.lookAgainMs;
  }
}

function byTicket(people: readonly PersonAt[]): Present {
  const tickets = new Map<number, PersonAt[]>();
  for (const person of people) tickets.set(person.ticketid, [...(tickets.get(person.ticketid) ?? []), person]);
  return tickets;
}

/** The tickets at which something changed. */
function differenceOf(before: Present, now: Present): Present {
  const tickets = new Set([...before.keys(), ...now.keys()]);
  const seen = (people: readonly PersonAt[] = []) =>
    JSON.stringify(people.map(({ adminid, state }) => [adminid, state]));
  return new Map(
    [...tickets]
      .filter((ticket) => seen(before.get(ticket)) !== seen(now.get(ticket)))
      .map((ticket) => [ticket, now.get(ticket) ?? []]),
  );
}
