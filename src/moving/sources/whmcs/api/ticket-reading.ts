import { MoveRefused } from '../../../refused';
import type { ReportLine } from '../../../source';
import { ApiRefusal, NotAllowed } from './answers';
import { Unanswered } from './caller';
import { idOfName } from './desk-records';
import type { Reading } from './reading';
import type { ListedTicket } from './ticket-list';
import { askForTicket, idInAnswer, type People, recordsOf, type TicketRecords } from './ticket-records';
import { type Members, textOf } from './values';

/** How long a ticket that works goes on is read again in every run, because its row in the list does not show all. */
interface Freshness {
  now: Date;
  /** The days after its last reply. */
  againDays: number;
  /** Statuses that end a ticket, in lower case. */
  isClosed(status: string): boolean;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * What a ticket is compared with in the next run. Its row in the list does not change with a note, an edit or a rating, so
 * a ticket that is open or had a reply lately counts as changed after an hour.
 */
function stampOf({ digest, status, lastReply }: ListedTicket, moment: Date | null, freshness: Freshness): string {
  const { now, againDays, isClosed } = freshness;
  const isFresh =
    !isClosed(idOfName(status)) || (moment !== null && now.getTime() - moment.getTime() < againDays * DAY_MS);
  return isFresh && lastReply !== '' ? `${digest} ${Math.floor(now.getTime() / HOUR_MS)}` : digest;
}

/** The stamp of a ticket that the list does not have. */
const HIDDEN = 'not listed';

interface TicketReader {
  /** Reads the listed tickets that are new or different, and those that only GetTicket knows. */
  readAll(tickets: ReadonlyMap<string, ListedTicket>, freshness: Freshness): Promise<void>;
  /** Reads the listed tickets that are new or different. */
  readListed(tickets: Iterable<ListedTicket>): Promise<void>;
}

export function ticketReader(reading: Reading, people: People, parallel: number): TicketReader {
  const { caller, sink, clock, signal } = reading;
  const fieldIds = new Set<string>();

  async function readAll(tickets: ReadonlyMap<string, ListedTicket>, freshness: Freshness): Promise<void> {
    const wanted: [id: string, stamp: string][] = [];
    let newestKnown = 0;
    await inParallel(tickets.values(), async (row) => {
      const stamp = stampOf(row, clock.moment(row.lastReply), freshness);
      if (await sink.hasTicket(row.id, stamp)) newestKnown = Math.max(newestKnown, Number(row.id));
      else wanted.push([row.id, stamp]);
    });
    await readHidden(tickets, newestKnown);
    wanted.sort(([one], [other]) => Number(one) - Number(other));
    let done = tickets.size - wanted.length;
    await inParallel(wanted, async ([id, stamp]) => {
      await readOne(id, stamp);
      done += 1;
      sink.progress('tickets', done, tickets.size);
    });
  }

  async function readListed(tickets: Iterable<ListedTicket>): Promise<void> {
    await inParallel(tickets, async ({ id, digest }) => {
      if (!(await sink.hasTicket(id, digest))) await readOne(id, digest);
    });
  }

  /**
   * Asks for the ids that the list leaves out: WHMCS says nowhere which tickets it does not list. Most belong to deleted
   * tickets. Only the first run asks for all, a later one for those that are new.
   */
  async function readHidden(tickets: ReadonlyMap<string, ListedTicket>, newestKnown: number): Promise<void> {
    let newest = 0;
    for (const id of tickets.keys()) newest = Math.max(newest, Number(id));
    const gaps = newest - tickets.size;
    if (gaps <= 0) return;
    if (gaps > tickets.size + MOST_GAPS) {
      await sink.line({
        line: 'note',
        kind: 'ticket',
        sourceId: '',
        reason: 'ids without a ticket',
        text: 'Too many ids up to the newest ticket are not in the list to ask for each. Most belong to deleted tickets.',
        count: gaps,
      });
      return;
    }
    let done = 0;
    await inParallel(missingIds(tickets, newest), async (id) => {
      const isKnown = await sink.hasTicket(id, HIDDEN);
      if (!isKnown && Number(id) > newestKnown) await readOne(id, undefined);
      done += 1;
      sink.progress('ids that are not in the list', done, gaps);
    });
  }

  /** @param stamp undefined for a ticket that is not in the list */
  async function readOne(id: string, stamp: string | undefined): Promise<void> {
    const answer = await askOrSay(id);
    if (answer === undefined) return;
    if (answer === 'none') {
      if (stamp !== undefined) await sink.line(deletedMeanwhile(id));
      return;
    }
    if (idInAnswer(answer) !== id) {
      await sink.line(mergedLine(id, answer));
      // Later runs don't ask for it. If a dump had it, they must not take it for deleted.
      await sink.stampTicket(id, stamp ?? HIDDEN);
      return;
    }
    if (stamp === undefined) await sink.line(notInList(answer));
    const clientId = textOf(answer.userid);
    if (clientId !== '' && clientId !== '0') await people.meet?.(clientId);
    await addAll(recordsOf(answer, people, reading));
    await sink.stampTicket(id, stamp ?? HIDDEN);
  }

  /** @returns `none` if there is no such ticket, and undefined if it cannot be read, which is said then */
  async function askOrSay(id: string): Promise<Members | 'none' | undefined> {
    for (let time = 1; ; time++) {
      try {
        return (await askForTicket(reading, id)) ?? 'none';
      } catch (error) {
        const isUnanswered = error instanceof Unanswered;
        if (!isUnanswered && !(error instanceof ApiRefusal)) throw error;
        // Is it this ticket, or the whole desk? Without a desk, this throws.
        if (isUnanswered) await caller.ask('GetSupportStatuses', {}, signal);
        if (isUnanswered && time === 1) continue;
        await sink.line(unreadable(id, error.message));
        return undefined;
      }
    }
  }

  async function addAll({ ticket, messages, notes, attachments, fields }: TicketRecords): Promise<void> {
    await sink.add('ticket', ticket);
    for (const message of messages) await sink.add('message', message);
    for (const note of notes) await sink.add('note', note);
    for (const attachment of attachments) await sink.add('attachment', attachment);
    for (const { id, name, value } of fields) {
      if (!fieldIds.has(id)) {
        fieldIds.add(id);
        await sink.add('customField', { sourceId: id, owner: 'ticket', name, type: 'text' });
      }
      const sourceId = `${id}:${ticket.sourceId}`;
      await sink.add('customFieldValue', { sourceId, fieldId: id, ownerId: ticket.sourceId, value });
    }
    if (messages.some(({ isFirst }) => isFirst)) return;
    await sink.line({
      ...about(ticket.sourceId, ticket.number ?? ''),
      line: 'differs',
      reason: 'no opening message',
      text: 'GetTicket shows no opening message of this ticket.',
    });
  }

  async function inParallel<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
    const iterator = items[Symbol.iterator]();
    const worker = async () => {
      for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
        signal.throwIfAborted();
        await work(next.value);
      }
    };
    await Promise.all(Array.from({ length: parallel }, worker));
  }

  return { readAll, readListed };
}

/** A desk of few tickets may have had many that were spam. */
const MOST_GAPS = 1_000;

function* missingIds(tickets: ReadonlyMap<string, unknown>, newest: number): Generator<string> {
  for (let id = 1; id < newest; id++) if (!tickets.has(String(id))) yield String(id);
}

const about = (sourceId: string, title: string) => ({ kind: 'ticket', sourceId, title });

const deletedMeanwhile = (id: string): ReportLine => ({
  ...about(id, `id ${id}`),
  line: 'note',
  reason: 'deleted meanwhile',
  text: 'The ticket was deleted between the list and the reading.',
});

const mergedLine = (id: string, answer: Members): ReportLine => ({
  ...about(id, `id ${id}`),
  line: 'stays',
  reason: 'merged',
  text:
    `The ticket was merged into ${textOf(answer.tid)}, which has its messages. The API does not tell its own number, so ` +
    'links with that number end here. A dump or the database has it: use --dump or --mysql.',
});

const notInList = (answer: Members): ReportLine => ({
  ...about(idInAnswer(answer), textOf(answer.tid)),
  line: 'differs',
  reason: 'not in the list',
  text: 'GetTickets does not list this ticket, and GetTicket shows it. It may be merged into another, which nobody tells.',
});

const unreadable = (id: string, message: string): ReportLine => ({
  ...about(id, `id ${id}`),
  line: 'stays',
  reason: 'cannot be read',
  text: `GetTicket fails for this ticket: ${message}. Run the import again, or use --dump or --mysql.`,
});

/** @throws MoveRefused in place of failures that end a reading */
export function refusalOf(error: unknown): unknown {
  const again = 'Then start the same command again: it goes on where it stopped.';
  if (error instanceof Unanswered) {
    return new MoveRefused(
      `The old desk ${error.words}, also after several tries of ${error.action}. Repair that. ${again}`,
    );
  }
  if (error instanceof NotAllowed) {
    return new MoveRefused(`The API role lacks ${error.action}. Tick it in WHMCS. ${again}`);
  }
  if (error instanceof ApiRefusal) return new MoveRefused(`The old desk refuses: ${error.message}. ${again}`);
  return error;
}
