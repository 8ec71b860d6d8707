import { type Html, html, when } from '../../pages/html';
import type { KindCounts, Reason, RunSummary } from './report';
import { countTitles, LINE_ORDER, LINE_WORDS, nameOfKind } from './words';

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d5d8dd, #3a3f47); --quiet: light-dark(#59616b, #a4acb6) }
body { margin: 2rem auto; max-width: 72rem; padding-inline: 1rem; font: 1rem/1.5 system-ui, sans-serif }
h1, h2, h3 { line-height: 1.25 } h2 { margin-block-start: 2.5rem }
p.quiet, td.quiet, .quiet { color: var(--quiet) }
div.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
th, td { padding: .4rem .75rem; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top }
th.number, td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap }
td { overflow-wrap: anywhere }
summary { cursor: pointer; padding-block: .4rem }
p.summed { margin: 0; padding: .4rem 0 .4rem 1rem; overflow-wrap: anywhere }
@media print { details > * { display: block } }
`;

const many = (number: number): string => number.toLocaleString('en');
const cell = (number: number): Html => html`<td class="number">${number === 0 ? '–' : many(number)}</td>`;
const heading = (title: string): Html => html`<th class="number" scope="col">${title}</th>`;

function kindRow({ kind, there, here, added, changed, unchanged, linked }: KindCounts): Html {
  return html`<tr><th scope="row">${nameOfKind(kind)}</th>${[there, here, added, changed, unchanged, linked].map(cell)}</tr>\n`;
}

function kindTable({ kinds, isDryRun }: RunSummary): Html {
  return html`<div class="wide"><table>
<thead><tr><th scope="col">Records</th>${countTitles(isDryRun).map(heading)}</tr></thead>
<tbody>
${kinds.filter(({ there, here }) => there + here > 0).map(kindRow)}</tbody>
</table></div>`;
}

/** A reason with its records; or, if its lines are about no record in particular, with what they say. */
function reasonPart({ kind, reason, count, examples }: Reason): Html {
  const title = html`<strong>${nameOfKind(kind)}: ${reason}</strong> <span class="quiet">${many(count)}</span>`;
  const more = count - examples.reduce((sum, example) => sum + (example.count ?? 1), 0);
  const left = when(more > 0, () => html`<p class="quiet">${many(more)} more in lines.csv</p>`);
  if (examples.every(({ sourceId }) => sourceId === '')) {
    return html`<p class="summed">${title}${examples.map(({ text }) => html`<br>${text}`)}</p>${left}
`;
  }
  return html`<details>
<summary>${title}</summary>
<div class="wide"><table>
<thead><tr><th scope="col">Id there</th><th scope="col">What</th><th scope="col">Why</th></tr></thead>
<tbody>
${examples.map(
  ({ sourceId, title = '', text }) => html`<tr><td>${sourceId}</td><td><bdi>${title}</bdi></td><td>${text}</td></tr>\n`,
)}</tbody>
</table></div>
${left}</details>
`;
}

function reasonsPart(line: (typeof LINE_ORDER)[number], reasons: Reason[]): Html {
  const ours = reasons.filter((reason) => reason.line === line);
  const { title, meaning } = LINE_WORDS[line];
  return when(
    ours.length > 0,
    () => html`<h2>${title} <span class="quiet">${many(ours.reduce((sum, { count }) => sum + count, 0))}</span></h2>
<p class="quiet">${meaning}</p>
${ours.map(reasonPart)}`,
  );
}

function verdict({ digests, isDryRun }: RunSummary): Html {
  if (isDryRun) {
    return html`<p>This was a dry run: nothing was written. The report says what a real run would do.</p>`;
  }
  if (digests === null) return html``;
  const { equal, different } = digests;
  return html`<p><strong>${many(equal)} of ${many(equal + different)} tickets are the same on both sides</strong>, compared by their fields, messages, notes and names of files.
${different === 0 ? '' : 'The others are marked in tickets.csv, and the lines below say why.'}</p>`;
}

const time = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The report as a page that needs nothing else. Names in it are the old desk's, so all are escaped. */
export function reportPage(run: RunSummary): string {
  const title = `${run.isDryRun ? 'What would move' : 'What moved'} from ${run.source}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p class="quiet">Run ${run.run}, ${time(run.startedAt)} to ${time(run.finishedAt)}</p>
${verdict(run)}
<h2>Counts</h2>
${kindTable(run)}
${LINE_ORDER.map((line) => reasonsPart(line, run.reasons))}
${when(run.reasons.length === 0, () => html`<p>Nothing differs and nothing stays behind.</p>`)}
</body>
</html>
`.text;
}
