import type { Context } from '../calls/action';
import { invalid } from '../errors';
import type { Grouping } from '../store/tickets/report-sql';
import {
  allowSortMemory,
  type Closed,
  type Counted,
  countBacklog,
  countClosed,
  countOpened,
  countReplies,
  type Days,
  findDays,
  listStaffNames,
  type Replied,
  type ReportScope,
  type Times,
} from '../store/tickets/reports';

/** Three years and a few days: what a million tickets a year allow within the time limit of a statement. */
const MOST_DAYS = 1100;

/** What happened on a day, in a department, or to a member of staff; or all of it. */
export interface Figures {
  opened: number;
  /** How many replies staff gave. */
  answered: number;
  closed: number;
  /** How many tickets were open at the end. */
  backlog: number;
  /** How many tickets got their first reply, and how many seconds those had been open. */
  firstReplies: number;
  firstReply: Times;
  /** How many seconds the closed tickets had been open. */
  toClose: Times;
}

/** One group of a report. */
interface ReportRow extends Figures {
  /** The day as `2026-11-29`, or the id of the department or member of staff; 0 for nobody. */
  key: string;
  /** Empty for days and for nobody. */
  name: string;
}

interface Report {
  days: string[];
  total: Figures;
  rows: ReportRow[];
}

/** What to report on. */
interface Wanted {
  from: Date | undefined;
  to: Date | undefined;
  by: Grouping;
  /** Null for all. */
  departmentIds: number[] | null;
}

/**
 * Reports on the living tickets of some days. What changes later counts as it is now: a ticket that moves takes its past
 * along to the other department, and the one that is deleted, or merged into another, was never opened.
 *
 * @throws ApiError (invalid) `The last day must not be before the first`; `A report has at most 1100 days`
 */
export async function makeReport(
  context: Context,
  { from, to = context.now, by, departmentIds }: Wanted,
): Promise<Report> {
  const { db, now, desk } = context;
  if (from !== undefined && from > to) throw invalid('The last day must not be before the first');
  const range = { from, to, until: now, timeZone: desk.timeZone, limit: MOST_DAYS + 1 };
  const [days, catalogue] = await Promise.all([findDays(db, range), context.catalogue()]);
  if (days.days.length > MOST_DAYS) throw invalid(`A report has at most ${MOST_DAYS} days`);
  const [start, end] = [days.bounds[0], days.bounds.at(-1)];
  if (start === undefined || end === undefined) return { days: [], total: figuresOf({}), rows: [] };
  const openStatusIds = catalogue.statuses.filter(({ isClosed }) => !isClosed).map(({ id }) => id);
  const scope: ReportScope = { by, bounds: days.bounds, departmentIds };
  await allowSortMemory(db);
  const [opened, replied, closed, backlog] = await Promise.all([
    countOpened(db, scope),
    countReplies(db, scope),
    countClosed(db, scope),
    by === 'day'
      ? countBacklog(db, 'nothing', start, departmentIds, openStatusIds)
      : countBacklog(db, by, end, departmentIds, openStatusIds),
  ]);
  const counts = { opened, replied, closed };
  const openAtFirst = sum(backlog);
  const figures = figuresOf(pick(counts, null));
  const openAtLast = by === 'day' ? openAtFirst + figures.opened - figures.closed : openAtFirst;
  const total = { ...figures, backlog: openAtLast };
  if (by === 'day') return { days: days.days, total, rows: dailyRows(days, counts, openAtFirst) };
  const named = by === 'department' ? departments() : await people();
  const rows = named.map(({ id, name }) => {
    const figures = figuresOf(pick(counts, id));
    return { key: String(id), name, ...figures, backlog: find(backlog, id)?.count ?? 0 };
  });
  return { days: days.days, total, rows };

  function departments() {
    return catalogue.departments.filter(({ id }) => departmentIds === null || departmentIds.includes(id));
  }

  async function people() {
    const keys = [opened, replied, closed, backlog].flatMap((list: Counted[]) => list.map(({ key }) => key));
    const ids = [...new Set(keys)].filter((key) => key !== null);
    const staff = await listStaffNames(
      db,
      ids.filter((id) => id !== 0),
    );
    return ids.includes(0) ? [...staff, { id: 0, name: '' }] : staff;
  }
}

const sum = (counted: Counted[]): number => counted.reduce((total, { count }) => total + count, 0);

const find = <Row extends Counted>(rows: Row[], key: number | null): Row | undefined =>
  rows.find((row) => row.key === key);

interface Counts {
  opened: Counted[];
  replied: Replied[];
  closed: Closed[];
}

const pick = ({ opened, replied, closed }: Counts, key: number | null): Partial<Picked> => ({
  opened: find(opened, key),
  replied: find(replied, key),
  closed: find(closed, key),
});

interface Picked {
  opened: Counted | undefined;
  replied: Replied | undefined;
  closed: Closed | undefined;
}

const NO_TIMES: Times = { median: null, p90: null };

const timesOf = (row: Times | undefined): Times =>
  row === undefined ? NO_TIMES : { median: row.median, p90: row.p90 };

/** The figures without the backlog. */
const figuresOf = ({ opened, replied, closed }: Partial<Picked>): Figures => ({
  opened: opened?.count ?? 0,
  answered: replied?.count ?? 0,
  closed: closed?.count ?? 0,
  backlog: 0,
  firstReplies: replied?.first ?? 0,
  firstReply: timesOf(replied),
  toClose: timesOf(closed),
});

function dailyRows({ days }: Days, counts: Counts, openAtFirst: number): ReportRow[] {
  let backlog = openAtFirst;
  return days.map((day, index) => {
    const figures = figuresOf(pick(counts, index));
    backlog += figures.opened - figures.closed;
    return { key: day, name: '', ...figures, backlog };
  });
}
