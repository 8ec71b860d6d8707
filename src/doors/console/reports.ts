import { ADDRESSES } from '../../config/addresses';
import { reportCsv } from '../../pages/console/reports/csv';
import { dayIn, daysOf, RANGES, type Range } from '../../pages/console/reports/days';
import { ALL_FIGURES, CHARTS, type Chart, GROUPINGS, type Report } from '../../pages/console/reports/figures';
import { type ReportChoice, type ReportView, reportPage } from '../../pages/console/reports/page';
import type { Reply } from '../door';
import { text } from '../pages/page-door';
import { type ConsolePage, type Desk, orAgain, showConsole } from './console-page';

const DEFAULT_RANGE = '30';

/** What the query asks for. What nobody offers is as if it was not said. */
function choiceOf({ visit, fields }: Desk): ReportChoice {
  const wanted = text(fields.range);
  const range: Range = RANGES.find((known) => known === wanted) ?? DEFAULT_RANGE;
  const by = GROUPINGS.find((known) => known === text(fields.by)) ?? 'day';
  const departments = Object.keys(fields).flatMap((name) => /^dept(\d{1,9})$/.exec(name)?.[1] ?? []);
  const days =
    range === 'free'
      ? { from: text(fields.from), to: text(fields.to) }
      : daysOf(range, dayIn(visit.timeZone, visit.now));
  return { range, by, departments, ...days };
}

const ask = (desk: Desk, { from, to, by, departments }: ReportChoice): Promise<Report> =>
  desk.ask<Report>('GetTicketReport', { from, to, by, deptids: departments.join(',') });

/** The departments that the reader may choose from. */
async function departmentsOf({ ask, visit }: Desk): Promise<ReportView['departments']> {
  if (!visit.may('GetSupportDepartments')) return [];
  const { departments } = await ask<{ departments: { department: { id: number; name: string }[] } }>(
    'GetSupportDepartments',
  );
  return departments.department;
}

async function page(desk: Desk): Promise<Reply> {
  const choice = choiceOf(desk);
  const departments = await departmentsOf(desk);
  const render = (report: Report | undefined, problem = ''): string =>
    reportPage(desk.visit, { choice, departments, report, problem });
  return orAgain(
    desk,
    async () => showConsole(render(await ask(desk, choice))),
    async (problem) => render(undefined, problem),
  );
}

async function csv(desk: Desk): Promise<Reply> {
  const report = await ask(desk, choiceOf(desk));
  const chart = text(desk.fields.chart);
  const isChart = Object.hasOwn(CHARTS, chart);
  const name = `tickets-${isChart ? `${chart}-` : ''}${report.from}-${report.to}.csv`;
  return showConsole(reportCsv(desk.visit, report, isChart ? CHARTS[chart as Chart] : ALL_FIGURES), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

const FIELDS: ConsolePage['fields'] = {
  range: { description: 'Which days: 7, 30 (by default), 90, month, last-month, year or free', isRequired: false },
  from: { description: 'The first day, such as 2027-01-31, if the range is free', isRequired: false },
  to: { description: 'The last day, if the range is free', isRequired: false },
  by: { description: 'day (by default), department or person', isRequired: false },
  'dept{id}': { description: 'Only tickets of this department; may be there for several', isRequired: false },
};

/** The reports, as pages and as CSV. */
export const REPORT_PAGES: readonly ConsolePage[] = [
  {
    path: ADDRESSES.consoleReports,
    methods: ['GET', 'HEAD'],
    summary: 'Reports on tickets, with charts and tables',
    fields: FIELDS,
    answers: {
      200: 'The page',
      303: 'Not signed in: redirects to the sign-in',
      400: 'The days are refused',
    },
    answer: page,
  },
  {
    path: `${ADDRESSES.consoleReports}.csv`,
    methods: ['GET', 'HEAD'],
    summary: 'The figures of a report as CSV, times in seconds',
    fields: {
      ...FIELDS,
      chart: { description: 'Only one chart: volume, backlog, replies, first or close', isRequired: false },
    },
    answers: { 200: 'The file', 303: 'Not signed in: redirects to the sign-in' },
    answer: csv,
  },
];
