import { createHash } from 'node:crypto';
import type { ReportLine, Sink } from '../../../source';
import type { Caller } from './caller';
import { type PagedList, readPages } from './pages';
import { idOf, integerOf, listOf, type Members, textOf } from './values';

/** What is kept of a row of the list of tickets. */
export interface ListedTicket {
  id: string;
  /** The digest of the row. */
  digest: string;
  departmentId: string;
  /** In lower case. */
  status: string;
  /** As the old desk wrote it. */
  lastReply: string;
}

interface ListSettings {
  pageSize: number;
  signal: AbortSignal;
  progress?: Sink['progress'];
  /** Asked after each page: whether to read no further. @param found how many of its rows were new or different */
  isEnough?(page: readonly ListedTicket[], found: number): Promise<boolean>;
}

/** Also the tickets of departments in which the credential's administrator does not work. */
export const EVERY_DEPARTMENT = { ignore_dept_assignments: 'true' };

/** After so many readings, tickets that the old desk counts and doesn't list are beyond reach. */
const MOST_READINGS = 5;

/**
 * Lists all tickets, each once, although tickets arrive, change and go meanwhile. A ticket that gets a reply moves to
 * another place of the list, possibly to one that was read already. So the list is read again until a reading finds
 * nothing new and there are as many as the old desk counts: in all, in each department, and of each status.
 */
export async function listTickets(
  caller: Caller,
  sink: Sink,
  { pageSize, signal }: Omit<ListSettings, 'isEnough' | 'progress'>,
): Promise<Map<string, ListedTicket>> {
  const tickets = new Map<string, ListedTicket>();
  const settings: ListSettings = { pageSize, signal, progress: (...told) => sink.progress(...told) };
  let { total, isNewestFirst } = await readThrough(caller, tickets, {}, settings);
  for (let reading = 2; reading <= MOST_READINGS; reading++) {
    const isComplete = total <= tickets.size;
    if (isComplete && !isNewestFirst) break;
    // What moved while the list was read is at its beginning now.
    const again = isComplete ? { ...settings, isEnough: async (_: unknown, found: number) => found === 0 } : settings;
    const { found, ...rest } = await readThrough(caller, tickets, {}, again);
    ({ total, isNewestFirst } = rest);
    if (found === 0 && total <= tickets.size) break;
  }
  for (const filter of await hiddenIn(caller, tickets, signal)) {
    await readThrough(caller, tickets, filter, settings);
  }
  if (total > tickets.size) await sink.line(notListed(total - tickets.size));
  return tickets;
}

const notListed = (count: number): ReportLine => ({
  line: 'stays',
  kind: 'ticket',
  sourceId: '',
  reason: 'counted and not listed',
  text: 'GetTickets counts tickets that it does not list. A dump or the database has them: use --dump or --mysql.',
  count,
});

/**
 * Lists the tickets with a reply since a time, and those that changed place while that was done. If the list is not in the
 * order of last replies, it lists all.
 *
 * @param since as the old desk writes times
 */
export async function listNewest(
  caller: Caller,
  since: string,
  settings: Omit<ListSettings, 'isEnough' | 'progress'>,
): Promise<ListedTicket[]> {
  const tickets = new Map<string, ListedTicket>();
  const isEnough = async (page: readonly ListedTicket[]) =>
    isInOrder(page) && (page.at(-1)?.lastReply ?? since) < since;
  await readThrough(caller, tickets, {}, { ...settings, isEnough });
  return [...tickets.values()].filter(({ lastReply }) => lastReply >= since);
}

const isInOrder = (rows: readonly ListedTicket[]): boolean =>
  rows.every(({ lastReply }, at) => lastReply <= (rows[at - 1]?.lastReply ?? lastReply));

interface ReadThrough {
  /** How many rows were new or different. */
  found: number;
  /** How many tickets the old desk counts. */
  total: number;
  /** Whether the tickets came in the order of their last replies. */
  isNewestFirst: boolean;
}

/** Reads the list once. */
async function readThrough(
  caller: Caller,
  tickets: Map<string, ListedTicket>,
  filter: Record<string, string>,
  { pageSize, signal, isEnough, progress }: ListSettings,
): Promise<ReadThrough> {
  const fields = { ...EVERY_DEPARTMENT, ...filter };
  const list: PagedList = { action: 'GetTickets', plural: 'tickets', singular: 'ticket', fields };
  const result = { found: 0, total: 0, isNewestFirst: true };
  for await (const page of readPages(caller, list, pageSize, (row) => tickets.has(textOf(row.id)), signal)) {
    const rows = page.rows.map(readRow).filter(({ id }) => id !== '');
    const found = rows.filter(({ id, digest }) => tickets.get(id)?.digest !== digest).length;
    result.found += found;
    result.total = page.total ?? 0;
    result.isNewestFirst &&= isInOrder(rows);
    for (const row of rows) tickets.set(row.id, row);
    progress?.('list of tickets', tickets.size, Math.max(result.total, tickets.size));
    if ((await isEnough?.(rows, found)) === true) break;
  }
  return result;
}

function readRow(row: Members): ListedTicket {
  return {
    id: idOf(row.id) ?? '',
    digest: digestOf(row),
    departmentId: textOf(row.deptid),
    status: textOf(row.status).trim().toLowerCase(),
    lastReply: textOf(row.lastreply),
  };
}

function digestOf(row: Members): string {
  const members = Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url').slice(0, 22);
}

/**
 * The departments and statuses of which the old desk counts more tickets than it has listed. WHMCS says nowhere what its
 * list leaves out, so every count is compared.
 */
async function hiddenIn(
  caller: Caller,
  tickets: ReadonlyMap<string, ListedTicket>,
  signal: AbortSignal,
): Promise<Record<string, string>[]> {
  const ofDepartment = new Map<string, number>();
  const ofStatus = new Map<string, number>();
  for (const { departmentId, status } of tickets.values()) {
    ofDepartment.set(departmentId, (ofDepartment.get(departmentId) ?? 0) + 1);
    ofStatus.set(status, (ofStatus.get(status) ?? 0) + 1);
  }
  const filters: Record<string, string>[] = [];
  const { departments } = await caller.ask('GetSupportDepartments', EVERY_DEPARTMENT, signal);
  for (const { id } of listOf(departments, 'department')) {
    const deptid = textOf(id);
    const answer = await caller.ask('GetTickets', { ...EVERY_DEPARTMENT, deptid, limitnum: 1 }, signal);
    if ((integerOf(answer.totalresults) ?? 0) > (ofDepartment.get(deptid) ?? 0)) filters.push({ deptid });
  }
  const { statuses } = await caller.ask('GetSupportStatuses', {}, signal);
  for (const row of listOf(statuses, 'status')) {
    const status = textOf(row.title);
    if ((integerOf(row.count) ?? 0) > (ofStatus.get(status.trim().toLowerCase()) ?? 0)) filters.push({ status });
  }
  return filters;
}
