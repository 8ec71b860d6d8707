import { ADDRESSES } from '../../../config/addresses';
import { type Html, html, NONE, when } from '../../html';
import { queryOf } from '../../query';
import { numberOf } from '../../times';
import { linkTo, type StaffVisit } from '../layout';
import { barChart, MOST_BARS } from './bars';
import { readableDay } from './days';
import { readableTime } from './durations';
import { CHARTS, type Chart, type Figure, type Figures, isTime, nameOf, type Report } from './figures';
import { lineChart } from './lines';

/** A figure as people read it; a dash where there is none. */
export function readable(visit: StaffVisit, figures: Figures, figure: Figure): string {
  const value = figures[figure];
  if (value === undefined) return visit.texts.reports.none;
  return isTime(figure) ? readableTime(visit.language.code, value) : numberOf(visit, value);
}

/** A chart with its legend, its table and its CSV. @param query leads to the report again */
export function chartOf(visit: StaffVisit, report: Report, chart: Chart, query: Record<string, string>): Html {
  const { reports } = visit.texts;
  const figures = CHARTS[chart];
  const title = reports.charts[chart];
  const csv = linkTo(visit, `${ADDRESSES.consoleReports}.csv`) + queryOf({ ...query, chart });
  return html`<figure class="card report">
<figcaption><h2>${title}</h2>${when(figures.length > 1, () => legend(visit, figures))}</figcaption>
${drawn(visit, report, chart)}
<details><summary>${reports.table}<span class="unseen">: ${title}</span></summary><div class="scroll" tabindex="0" role="region" aria-label="${title}">${table(visit, report, figures)}</div></details>
<p><a class="download" href="${csv}" download data-turbo="false" aria-label="${reports.csvOf.replace('{title}', title)}">${reports.csv}</a></p>
</figure>`;
}

const legend = ({ texts }: StaffVisit, figures: readonly Figure[]): Html =>
  html`<ul class="legend">${figures.map(
    (figure, at) =>
      html`<li><svg viewBox="0 0 24 10" aria-hidden="true"><path class="series s${at + 1}" d="M1,5H23"/></svg>${texts.reports.figures[figure]}</li>`,
  )}</ul>`;

function drawn(visit: StaffVisit, report: Report, chart: Chart): Html {
  const { reports } = visit.texts;
  const { code, texts } = visit.language;
  const figures = CHARTS[chart];
  const { row: rows } = report.rows;
  const [from, to] = [readableDay(code, report.from), readableDay(code, report.to)];
  const title = reports.charts[chart];
  const about = {
    ...{
      id: `chart-${chart}`,
      title,
      isTime: isTime(figures[0]),
      language: code,
      isMirrored: texts.direction === 'rtl',
    },
    description: reports.described.replace('{title}', title).replace('{from}', from).replace('{to}', to),
  };
  if (report.by === 'day') {
    const series = figures.map((figure) => rows.map((row) => row[figure]));
    return lineChart({ ...about, days: rows.map(({ key }) => key), series });
  }
  const known = rows
    .map((row) => ({ name: nameOf(reports, report.by, row), figures: figures.map((figure) => row[figure]) }))
    .filter((row) => row.figures.some((figure) => figure !== undefined && figure > 0));
  const largest = known.sort((one, other) => (other.figures[0] ?? -1) - (one.figures[0] ?? -1)).slice(0, MOST_BARS);
  const more = html`<p class="hint">${reports.largest.replace('{count}', numberOf(visit, MOST_BARS))}</p>`;
  const readableValue = (value: number): string => (about.isTime ? readableTime(code, value) : numberOf(visit, value));
  if (largest.length === 0) return html`<p class="hint">${reports.none}</p>`;
  return html`${barChart({ ...about, rows: largest, readable: readableValue })}${known.length > MOST_BARS ? more : NONE}`;
}

function table(visit: StaffVisit, { by, rows, total }: Report, figures: readonly Figure[]): Html {
  const { reports } = visit.texts;
  const cells = (row: Figures): Html =>
    html`${figures.map((figure) => html`<td>${readable(visit, row, figure)}</td>`)}`;
  return html`<table class="figures"><thead><tr><th scope="col">${reports.group[by]}</th>${figures.map(
    (figure) => html`<th scope="col">${reports.figures[figure]}</th>`,
  )}</tr></thead><tbody>
${rows.row.map(
  (row) => html`<tr><th scope="row">${
    by === 'day'
      ? html`<time datetime="${row.key}">${readableDay(visit.language.code, row.key)}</time>`
      : html`<bdi>${nameOf(reports, by, row)}</bdi>`
  }</th>${cells(row)}</tr>
`,
)}</tbody><tfoot><tr><th scope="row">${reports.total}</th>${cells(total)}</tr></tfoot></table>`;
}
