import type { Database, Db } from '../database/pool';
import type { Delivery, Listener, Outcome } from '../deliveries/listener';
import { insertActivity } from '../store/desk/activity';
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
import { type Call, type MessageFiles, openCall, replyCall } from './fields';
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
        if (error instanceof UpstreamRefusal) departments.forget();
        const text = reasonOf(error);
        // Whoever stops the server gives nothing up.
        if (delivery.attempt > PAUSES_MS.length && !signal.aborted) {
          const what = `Message unmirrored: id ${delivery.ticketId}, message ${messageOf(delivery)}: ${text}`;
          await parts.database.transaction('write', async (db) => note(db, what, parts.clock()));
        }
        return { state: 'failed', text, mayBeDone: error instanceof UpstreamFailure && error.mayBeDone };
      }
    },
  };
}

const MOST_OF_REFUSAL = 200;

const reasonOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof UpstreamRefusal ? text.slice(0, MOST_OF_REFUSAL) : text;
};

/** Tells administrators what the old desk lacks. The console shows it with the ticket. */
const note = (db: Db, description: string, at: Date): void =>
  insertActivity(db, { at, action: 'Mirror', description, caller: 'local', username: 'Mirror', address: '' });

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
    const writing = { ticket, message, mayBeThere, attempt: delivery.attempt, signal };
    sourceId =
      sourceId === null
        ? await open(parts, writing, await departments.find(ticket, signal))
        : await reply(parts, writing, sourceId);
  }
  return { state: 'delivered', text: `${messages.length} written` };
}

/** A message that is to be written. */
interface Writing {
  ticket: MirroredTicket;
  message: MirroredMessage;
  /** Whether an earlier attempt may have written it. */
  mayBeThere: boolean;
  attempt: number;
  signal: AbortSignal;
}

/** The message that an event is about. Those before it are written, too, if the old desk lacks them. */
function messageOf({ payload: { messageid, replyid } }: Delivery): number {
  return typeof replyid === 'number' ? replyid : typeof messageid === 'number' ? messageid : 0;
}

/** @returns the old desk's id of the ticket */
async function open(parts: MirrorParts, writing: Writing, departmentId: string): Promise<string> {
  const { ticket, message, signal } = writing;
  const find = () => findTicket(parts.upstream, ticket, message, (ids) => linkedAmong(parts, 'ticket', ids), signal);
  const { found, answer, lost } = await write(parts, writing, find, (files) =>
    openCall(ticket, departmentId, message, files, parts.clock()),
  );
  const id = found ?? String(answer?.id ?? '');
  if (!/^\d+$/.test(id)) throw new Error('OpenTicket answered without an id');
  const links = [
    { kind: 'ticket', sourceId: id, table: 'tickets', id: ticket.id },
    { kind: 'message', sourceId: `t${id}`, table: 'messages', id: message.id },
  ];
  await link(parts, links, lost);
  return id;
}

/** @returns the old desk's id of the ticket */
async function reply(parts: MirrorParts, writing: Writing, sourceId: string): Promise<string> {
  const { ticket, message, signal } = writing;
  const find = () => findReply(parts.upstream, sourceId, message, (ids) => linkedAmong(parts, 'message', ids), signal);
  const { found, lost } = await write(parts, writing, find, (files) =>
    replyCall(sourceId, message, files, parts.clock()),
  );
  // Without an id, it must still not be written a second time.
  const id = found ?? (await find().catch(() => undefined)) ?? `written ${message.id}`;
  await link(parts, [{ kind: 'message', sourceId: id, table: 'messages', id: message.id }], lost);
  return ticket.sourceId ?? sourceId;
}

/** From this attempt on, some minutes after the first, a message goes without its files if it is refused with them. */
const FIRST_WITHOUT_FILES = 4;

/** What happens to calls that are too large for PHP, or for a proxy in front of it, besides a refusal. */
const WHERE_FILES_FAIL: readonly UpstreamFailure['reason'][] = ['cut off', 'nonsense', 'timeout'];

const mayBeItsFiles = (error: unknown): error is UpstreamFailure | UpstreamRefusal =>
  error instanceof UpstreamRefusal || (error instanceof UpstreamFailure && WHERE_FILES_FAIL.includes(error.reason));

interface Written {
  /** The old desk's id of what was there already. */
  found?: string | undefined;
  answer?: Record<string, unknown>;
  /** What the old desk did not take, for the activity log. */
  lost?: string;
}

/**
 * Writes a message, unless the old desk has it. The words matter most: if it goes on refusing the message with its files, it
 * gets the names of these only. Otherwise each later reply would wait behind it for days.
 *
 * @param find looks for it in the old desk
 */
async function write(
  parts: MirrorParts,
  { ticket, message, mayBeThere, attempt, signal }: Writing,
  find: () => Promise<string | undefined>,
  callOf: (files: MessageFiles) => Call,
): Promise<Written> {
  const there = mayBeThere ? await find() : undefined;
  if (there !== undefined) return { found: there };
  const files = await filesOf(parts, message);
  try {
    return { answer: await send(parts, callOf({ sent: files, leftOut: [] }), signal) };
  } catch (error) {
    if (files.length === 0 || attempt < FIRST_WITHOUT_FILES || !mayBeItsFiles(error)) throw error;
    const found = error instanceof UpstreamFailure ? await find() : undefined;
    if (found !== undefined) return { found };
    const leftOut = files.map(({ filename }) => filename);
    const answer = await send(parts, callOf({ sent: [], leftOut }), signal);
    const what = `Message mirrored: id ${ticket.id}, message ${message.id}`;
    return { answer, lost: `${what}, without its files (${leftOut.join(', ')}): ${reasonOf(error)}` };
  }
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

const link = ({ database, clock }: MirrorParts, links: Link[], lost: string | undefined): Promise<void> =>
  database.transaction('write', async (db) => {
    await linkRecords(db, links, clock());
    if (lost !== undefined) note(db, lost, clock());
  });

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
