import { ADDRESSES } from '../../../config/addresses';
import { type Html, html, NONE, when } from '../../html';
import { queryOf } from '../../query';
import { consolePage, linkTo, type StaffVisit, told } from '../layout';
import { chartOf, readable } from './charts';
import { RANGES, type Range, readableDay } from './days';
import { CHARTS, type Chart, type Figure, GROUPINGS, type Grouping, type Report } from './figures';

/** What was asked for. */
export interface ReportChoice {
  range: Range;
  /** The days of the range; as they were entered, for `free`. */
  from: string;
  to: string;
  by: Grouping;
  /** Ids; empty for all that the reader may see. */
  departments: string[];
}

export interface ReportView {
  choice: ReportChoice;
  /** The departments to choose from; none where the reader may not list them. */
  departments: readonly { id: number; name: string }[];
  /** Undefined if it was refused. */
  report: Report | undefined;
  problem: string;
}

/** Renders the page of reports. */
export function reportPage(visit: StaffVisit, view: ReportView): string {
  const { reports } = visit.texts;
  const { report, choice } = view;
  return consolePage(visit, {
    ...{ title: reports.title, current: 'reports', kind: 'wide' },
    content: html`${told({ problem: view.problem })}${when(
      visit.may('GetComparison'),
      () => html`<p><a href="${linkTo(visit, ADDRESSES.consoleComparison)}">${visit.texts.comparison.title}</a></p>`,
    )}${rangeLinks(visit, choice)}${choices(visit, view)}
${groupLinks(visit, choice)}${report === undefined ? NONE : isEmpty(report) ? html`<p class="card">${reports.empty}</p>` : figures(visit, report, choice)}`,
  });
}

const isEmpty = ({ total, rows }: Report): boolean =>
  rows.row.length === 0 || total.opened + total.answered + total.closed + total.backlog === 0;

const queryFor = ({ range, from, to, by, departments }: ReportChoice): Record<string, string> => ({
  range,
  ...(range === 'free' && { from, to }),
  by,
  ...Object.fromEntries(departments.map((id) => [`dept${id}`, 'on'])),
});

const linkFor = (visit: StaffVisit, choice: ReportChoice): string =>
  linkTo(visit, ADDRESSES.consoleReports) + queryOf(queryFor(choice));

const CURRENT = html` aria-current="true"`;

function rangeLinks(visit: StaffVisit, choice: ReportChoice): Html {
  const { reports } = visit.texts;
  const links = RANGES.filter((range) => range !== 'free').map(
    (range) =>
      html`<a href="${linkFor(visit, { ...choice, range })}"${range === choice.range ? CURRENT : NONE}>${reports.ranges[range]}</a>
`,
  );
  return html`<nav class="tabs" aria-label="${reports.range}">${links}</nav>`;
}

function groupLinks(visit: StaffVisit, choice: ReportChoice): Html {
  const { reports } = visit.texts;
  const links = GROUPINGS.map(
    (by) =>
      html`<a href="${linkFor(visit, { ...choice, by })}"${by === choice.by ? CURRENT : NONE}>${reports.groups[by]}</a>
`,
  );
  return html`<nav class="tabs" aria-label="${reports.by}">${links}</nav>`;
}

/** The form for other days and for departments. */
function choices(visit: StaffVisit, { choice, departments }: ReportView): Html {
  const { reports } = visit.texts;
  const chosen = new Set(choice.departments);
  const names = departments.filter(({ id }) => chosen.has(String(id))).map(({ name }) => name);
  return html`<form method="get" action="${linkTo(visit, ADDRESSES.consoleReports)}" class="choices">
<input type="hidden" name="range" value="free"><input type="hidden" name="by" value="${choice.by}">
<label>${reports.from} <input type="date" name="from" value="${choice.from}" required></label>
<label>${reports.to} <input type="date" name="to" value="${choice.to}" required></label>
${when(
  departments.length > 1,
  () => html`<details class="pick"><summary>${reports.departments}: <bdi>${names.length === 0 ? reports.allDepartments : names.join(', ')}</bdi></summary>
<fieldset><legend class="unseen">${reports.departments}</legend>${departments.map(
    ({ id, name }) =>
      html`<label class="tick"><input type="checkbox" name="dept${id}"${chosen.has(String(id)) ? html` checked` : NONE}><bdi>${name}</bdi></label>`,
  )}</fieldset></details>`,
)}
<button>${reports.show}</button></form>`;
}

/** The totals that stand above the charts, and what is said below each. */
const TOTALS: readonly { figure: Figure; below?: Figure }[] = [
  ...[{ figure: 'opened' }, { figure: 'closed' }, { figure: 'backlog' }, { figure: 'answered' }],
  { figure: 'firstreplymedian', below: 'firstreplyp90' },
  { figure: 'closemedian', below: 'closep90' },
] as const;

function figures(visit: StaffVisit, report: Report, choice: ReportChoice): Html {
  const { reports } = visit.texts;
  const { code } = visit.language;
  const query = queryFor(choice);
  const all = linkTo(visit, `${ADDRESSES.consoleReports}.csv`) + queryOf(query);
  const totals = TOTALS.map(
    ({
      figure,
      below,
    }) => html`<div><dt>${reports.figures[figure]}</dt><dd>${readable(visit, report.total, figure)}${when(
      below !== undefined && report.total[below] !== undefined,
      () => html`<small>${reports.ninety.replace('{time}', readable(visit, report.total, below ?? figure))}</small>`,
    )}</dd></div>
`,
  );
  return html`<p class="hint">${readableDay(code, report.from)} – ${readableDay(code, report.to)}, <bdi>${visit.timeZone}</bdi>. ${reports.about}</p>
<dl class="totals">${totals}</dl>
<div class="charts">${(Object.keys(CHARTS) as Chart[]).map((chart) => chartOf(visit, report, chart, query))}</div>
<p><a class="download" href="${all}" download data-turbo="false">${reports.all}</a></p>`;
}
