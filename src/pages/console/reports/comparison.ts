import { ADDRESSES } from '../../../config/addresses';
import { type Html, html, NONE, when } from '../../html';
import { queryOf } from '../../query';
import { numberOf, timeOf } from '../../times';
import { consolePage, form, linkTo, type StaffVisit, told } from '../layout';
import { toSetup } from '../setup/parts';
import { differenceList, type ShownDifference } from './differences';

/** What became of the calls of an action, as GetComparison says it. */
interface ComparedAction {
  name: string;
  compared: number;
  equal: number;
  skipped: number;
  failed: number;
  fields: number;
  differing: number;
  last: Date;
  outcomes: { outcome: { name: string; calls: number; said: string }[] };
  totaldifferences: number;
  differences: { difference: ShownDifference[] };
}

/** An answer of GetComparison. */
export interface Comparison {
  mode: 'off' | 'ours' | 'theirs';
  callshare: number;
  days: number;
  compared: number;
  equal: number;
  skipped: number;
  failed: number;
  fields: number;
  differing: number;
  actions: { action: ComparedAction[] };
}

interface ComparisonView {
  comparison: Comparison;
  /** The action of which all differences are shown; empty for a few of each. */
  action: string;
  isReset: boolean;
}

/** Renders the page that says how alike the old desk and this one are. */
export function comparisonPage(visit: StaffVisit, { comparison, action, isReset }: ComparisonView): string {
  const { comparison: texts, reports } = visit.texts;
  const { action: actions } = comparison.actions;
  return consolePage(visit, {
    ...{ title: texts.title, current: 'reports', kind: 'wide' },
    content: html`${told({ done: isReset ? texts.done : '' })}<nav class="trail"><a href="${linkTo(visit, ADDRESSES.consoleReports)}">${reports.title}</a>${when(
      action !== '',
      () =>
        html` <span aria-hidden="true">/</span> <a href="${linkTo(visit, ADDRESSES.consoleComparison)}">${texts.all}</a>`,
    )}</nav>
<p class="hint">${texts.about}</p>
${modeLine(visit, comparison)}${
  actions.length === 0
    ? html`<p class="card">${texts.empty}</p>`
    : html`${totals(visit, comparison)}
${actionTable(visit, actions)}${actions.map((each) => actionCard(visit, each))}${legend(visit, actions)}${resetForm(visit, action)}`
}`,
  });
}

function modeLine(visit: StaffVisit, { mode, callshare, days }: Comparison): Html {
  const { comparison: texts } = visit.texts;
  const kept = (days === 0 ? texts.forever : texts.share)
    .replace('{share}', numberOf(visit, callshare))
    .replace('{days}', numberOf(visit, days));
  const settings = linkTo(visit, toSetup('configuration-values')) + queryOf({ setting: 'CompareReads' });
  return html`<p>${texts.modes[mode]} ${when(mode !== 'off', () => html`${kept} `)}${when(
    visit.may('SetConfigurationValue'),
    () => html`<a href="${settings}">${texts.change}</a> `,
  )}<span class="quiet">${texts.docs}</span></p>
`;
}

/** A share as people read it. Only what is whole is 100 %. */
function percent({ language }: StaffVisit, part: number, whole: number): string {
  const share = whole === 0 || part === whole ? 1 : Math.floor((1000 * part) / whole) / 1000;
  return share.toLocaleString(language.code, { style: 'percent', maximumFractionDigits: 1 });
}

function totals(visit: StaffVisit, { compared, equal, fields, differing, skipped, failed }: Comparison): Html {
  const { comparison: texts } = visit.texts;
  const of = (count: number): string => texts.of.replace('{count}', numberOf(visit, count));
  const cells: readonly [name: string, value: string, below: string][] = [
    [texts.fields, percent(visit, fields - differing, fields), of(fields)],
    [texts.answers, percent(visit, equal, compared), of(compared)],
    [texts.skipped, numberOf(visit, skipped), ''],
    [texts.failed, numberOf(visit, failed), ''],
  ];
  return html`<dl class="totals">${cells.map(
    ([name, value, below]) =>
      html`<div><dt>${name}</dt><dd>${value}${when(below !== '', () => html`<small>${below}</small>`)}</dd></div>
`,
  )}</dl>`;
}

function actionTable(visit: StaffVisit, actions: readonly ComparedAction[]): Html {
  const { comparison: texts } = visit.texts;
  const heads = [texts.action, texts.compared, texts.answers, texts.fields, texts.skipped, texts.failed];
  const rows = actions.map((each) => {
    const { name, compared, equal, fields, differing, skipped, failed } = each;
    const cells = [
      numberOf(visit, compared),
      ...[percent(visit, equal, compared), percent(visit, fields - differing, fields)],
      ...[numberOf(visit, skipped), numberOf(visit, failed)],
    ];
    return html`<tr><th scope="row"><a href="${linkTo(visit, ADDRESSES.consoleComparison)}${queryOf({ action: name })}"><bdi>${name}</bdi></a></th>${cells.map(
      (cell) => html`<td>${cell}</td>`,
    )}</tr>
`;
  });
  return html`<section class="card"><h2>${texts.actions}</h2><div class="scroll" tabindex="0" role="region" aria-label="${texts.actions}"><table class="figures by-action"><thead><tr>${heads.map(
    (head) => html`<th scope="col">${head}</th>`,
  )}</tr></thead><tbody>
${rows}</tbody></table></div></section>
`;
}

function actionCard(visit: StaffVisit, action: ComparedAction): Html {
  const { comparison: texts } = visit.texts;
  const { name, outcomes, last, differences, totaldifferences, compared } = action;
  const unshown = totaldifferences - differences.difference.length;
  const isPlain = outcomes.outcome.every((outcome) => outcome.name === 'equal');
  if (isPlain) return NONE;
  return html`<section class="card"><h2><bdi>${name}</bdi></h2>
<p class="quiet">${timeOf(visit, last)}</p>
${differences.difference.length === 0 ? html`<p>${texts.none}</p>` : differenceList(visit, differences.difference, compared)}${when(
  unshown > 0,
  () => html`<p>${texts.more.replace('{count}', numberOf(visit, unshown))}</p>`,
)}<details><summary>${texts.why}</summary><ul class="plain">${outcomes.outcome.map(
    (outcome) =>
      html`<li>${numberOf(visit, outcome.calls)} × ${outcomeWord(visit, outcome.name)}${when(
        outcome.said !== '',
        () => html`: <span class="quiet" lang="en" dir="ltr">${outcome.said}</span>`,
      )}</li>
`,
  )}</ul></details></section>
`;
}

const outcomeWord = ({ texts }: StaffVisit, name: string): string =>
  (texts.comparison.outcomes as Readonly<Record<string, string>>)[name] ?? name;

/** What each kind means that the page shows. */
function legend({ texts }: StaffVisit, actions: readonly ComparedAction[]): Html {
  const { kinds, meanings, legend: title } = texts.comparison;
  const shown = new Set(actions.flatMap(({ differences: { difference } }) => difference.map(({ kind }) => kind)));
  const known = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((kind) => shown.has(kind));
  return when(
    known.length > 0,
    () => html`<section class="card"><h2>${title}</h2><dl class="meanings">${known.map(
      (kind) => html`<div><dt>${kinds[kind]}</dt><dd>${meanings[kind]}</dd></div>
`,
    )}</dl></section>
`,
  );
}

function resetForm(visit: StaffVisit, action: string): Html {
  const { comparison: texts } = visit.texts;
  const label = action === '' ? texts.reset : texts.resetOne.replace('{action}', action);
  return when(visit.may('ResetComparison'), () =>
    form(visit, {
      to: ADDRESSES.consoleComparison,
      content: html`<input type="hidden" name="action" value="${action}"><p class="row"><button class="second">${label}</button> <span class="quiet">${texts.resetHint}</span></p>`,
    }),
  );
}
