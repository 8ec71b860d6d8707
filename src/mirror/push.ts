import type { Database } from '../database/pool';
import type { Delivery, Listener, Outcome } from '../deliveries/listener';
import { type Link, linkRecords, listLinked } from '../store/moving/links';
import {
  findMirroredTicket,
  hasFailed,
  listMirroredFiles,
  listUnmirrored,
  type MirroredMessage,
  type MirroredTicket,
} from '../store/moving/mirroring';
import { type UpstreamClient, UpstreamFailure, UpstreamRefusal } from '../upstream/client';
import { type Call, openCall, replyCall } from './fields';
import { departmentsIn, findReply, findTicket } from './written';

interface MirrorParts {
  database: Pick<Database, 'transaction'>;
  upstream: UpstreamClient;
  clock: () => Date;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Eleven attempts in four days: an old desk may be away for a weekend. */
const PAUSES_MS = [
  10 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  ...[2, 6, 12, 12, 24, 36].map((hours) => hours * HOUR),
];

/** The old desk answers its own callers, too. */
const CONCURRENCY = 4;
const TIMEOUT_MS = 60_000;

/** Identifies its deliveries in the database. */
export const MIRROR = 'mirror';

const IS_WRITTEN: { [Event in Delivery['event']]?: true } = {
  TicketOpen: true,
  TicketOpenAdmin: true,
  TicketUserReply: true,
  TicketAdminReply: true,
};

/**
 * Writes new tickets and replies to the old desk, in the order of each ticket. Not their statuses: closing a ticket there
 * could mail its customer, and nothing in WHMCS's API prevents that.
 */
export function createMirror(parts: MirrorParts): Listener {
  const departments = rememberedDepartments(parts.upstream);
  return {
    name: MIRROR,
    concurrency: CONCURRENCY,
    timeoutMs: TIMEOUT_MS,
    pausesMs: PAUSES_MS,
    wants: ({ event }) => IS_WRITTEN[event] === true,
    async deliver(delivery, signal) {
      if (delivery.ticketId === null) return { state: 'refused', text: 'the event is about no ticket' };
      try {
        return await mirror(parts, departments, delivery, delivery.ticketId, signal);
      } catch (error) {
        // What the old desk refuses now, it may take when somebody has mended it, such as a department that was replaced.
        if (error instanceof UpstreamRefusal) {
          departments.forget();
          return { state: 'failed', text: error.message.slice(0, MOST_OF_REFUSAL) };
        }
        if (error instanceof UpstreamFailure) {
          return { state: 'failed', text: error.message, mayBeDone: error.mayBeDone };
        }
        throw error;
      }
    },
  };
}

const MOST_OF_REFUSAL = 200;

async function mirror(
  parts: MirrorParts,
  departments: Departments,
  delivery: Delivery,
  ticketId: number,
  signal: AbortSignal,
): Promise<Outcome> {
  const { database } = parts;
  const ticket = await database.transaction('read', (db) => findMirroredTicket(db, ticketId));
  if (ticket === undefined) return { state: 'delivered', text: 'nothing to do: the ticket is gone, or merged' };
  const upTo = messageOf(delivery);
  const [messages, mayBeThere] = await database.transaction('read', (db) =>
    Promise.all([listUnmirrored(db, ticketId, upTo), hasFailed(db, MIRROR, ticketId)]),
  );
  let sourceId = ticket.sourceId;
  for (const message of messages) {
    signal.throwIfAborted();
    sourceId =
      sourceId === null
        ? await open(parts, ticket, await departments.find(ticket, signal), message, mayBeThere, signal)
        : await reply(parts, ticket, sourceId, message, mayBeThere, signal);
  }
  return { state: 'delivered', text: `${messages.length} written` };
}

/** The message that an event is about. Those before it are written, too, if the old desk lacks them. */
function messageOf({ payload: { messageid, replyid } }: Delivery): number {
  return typeof replyid === 'number' ? replyid : typeof messageid === 'number' ? messageid : 0;
}

/** @returns the old desk's id of the ticket */
async function open(
  parts: MirrorParts,
  ticket: MirroredTicket,
  departmentId: string,
  message: MirroredMessage,
  mayBeThere: boolean,
  signal: AbortSignal,
): Promise<string> {
  const found = mayBeThere
    ? await findTicket(parts.upstream, ticket, message, (ids) => linkedAmong(parts, 'ticket', ids), signal)
    : undefined;
  const id = found ?? (await openNow(parts, ticket, departmentId, message, signal));
  await link(parts, [
    { kind: 'ticket', sourceId: id, table: 'tickets', id: ticket.id },
    { kind: 'message', sourceId: `t${id}`, table: 'messages', id: message.id },
  ]);
  return id;
}

async function openNow(
  parts: MirrorParts,
  ticket: MirroredTicket,
  departmentId: string,
  message: MirroredMessage,
  signal: AbortSignal,
): Promise<string> {
  const files = await filesOf(parts, message);
  const answer = await send(parts, openCall(ticket, departmentId, message, files, parts.clock()), signal);
  const id = String(answer.id ?? '');
  if (!/^\d+$/.test(id)) throw new Error('OpenTicket answered without an id');
  return id;
}

/** @returns the old desk's id of the ticket */
async function reply(
  parts: MirrorParts,
  ticket: MirroredTicket,
  sourceId: string,
  message: MirroredMessage,
  mayBeThere: boolean,
  signal: AbortSignal,
): Promise<string> {
  const find = () => findReply(parts.upstream, sourceId, message, (ids) => linkedAmong(parts, 'message', ids), signal);
  const found = mayBeThere ? await find() : undefined;
  if (found === undefined) {
    const files = await filesOf(parts, message);
    await send(parts, replyCall(sourceId, message, files, parts.clock()), signal);
  }
  // Without an id, it must still not be written a second time.
  const id = found ?? (await find().catch(() => undefined)) ?? `written ${message.id}`;
  await link(parts, [{ kind: 'message', sourceId: id, table: 'messages', id: message.id }]);
  return ticket.sourceId ?? sourceId;
}

/** Sends a call, and once more without its time if the old desk does not like that. */
async function send({ upstream }: MirrorParts, { action, fields }: Call, signal: AbortSignal) {
  try {
    return await upstream.ask(action, fields, { signal });
  } catch (error) {
    const { created, ...others } = fields;
    const isAboutTime = error instanceof UpstreamRefusal && /date/i.test(error.message);
    if (created === undefined || !isAboutTime) throw error;
    return upstream.ask(action, others, { signal });
  }
}

const filesOf = ({ database }: MirrorParts, { id }: MirroredMessage) =>
  database.transaction('read', (db) => listMirroredFiles(db, id));

const linkedAmong = ({ database }: MirrorParts, kind: string, ids: string[]): Promise<Set<string>> =>
  database.transaction('read', (db) => listLinked(db, kind, ids));

const link = ({ database, clock }: MirrorParts, links: Link[]): Promise<void> =>
  database.transaction('write', (db) => linkRecords(db, links, clock()));

interface Departments {
  /** Finds the old desk's department: the one that ours was carried from, or else the one of that name. */
  find(ticket: MirroredTicket, signal: AbortSignal): Promise<string>;
  /** Has the old desk asked anew. */
  forget(): void;
}

function rememberedDepartments(upstream: UpstreamClient): Departments {
  let known = new Map<string, string>();
  return {
    async find({ departmentSourceId, departmentName }, signal) {
      if (departmentSourceId !== null) return departmentSourceId;
      const name = departmentName.toLowerCase();
      if (!known.has(name)) {
        const answer = await upstream.ask('GetSupportDepartments', { ignore_dept_assignments: '1' }, { signal });
        known = departmentsIn(answer);
      }
      const id = known.get(name);
      if (id === undefined) throw new Error(`the old desk has no department named ${departmentName}`);
      return id;
    },
    forget() {
      known = new Map();
    },
  };
}
