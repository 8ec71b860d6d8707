import { ADDRESSES } from '../../config/addresses';
import { type Html, html, NONE, when } from '../html';
import { backLink } from './bulk';
import { consolePage, form, linkTo, type StaffVisit, told } from './layout';
import { numberOf } from './numbers';
import { inReadersWords } from './refusals';

const STATES = ['held', 'running', 'done', 'cancelled', 'undoing', 'undone'] as const;

/** A change of many tickets, as GetBulkChange answers it. */
export interface ShownBulkChange {
  bulkid: number;
  state: string;
  admin: string;
  total: number;
  done: number;
  failed: number;
  undone: number;
  kept: number;
  canundo: boolean;
  failures: { failure: { ticketid: number; tid: string; during: string; reason: string }[] };
}

interface BulkProgress {
  change: ShownBulkChange;
  from: string;
  problem: string;
}

/** Whether a change goes on, so that its page soon shows something else. */
export const goesOn = ({ state }: Pick<ShownBulkChange, 'state'>): boolean =>
  ['held', 'running', 'undoing'].includes(state);

/** The page is loaded again after so many seconds. */
export const AGAIN_SECONDS = 2;

/** `/admin/bulk/:id`: how far a change of many tickets is. */
export function bulkProgressPage(visit: StaffVisit, { change, from, problem }: BulkProgress): string {
  const { bulk: texts } = visit.texts;
  const known = STATES.find((state) => state === change.state);
  const settled = isUndone(change) ? change.undone + change.kept : change.done + change.failed;
  const all = isUndone(change) ? change.done : change.total;
  return consolePage(visit, {
    title: texts.progress,
    current: 'tickets',
    content: html`${told({ problem })}
<section class="card bulk-progress" aria-labelledby="bulk-state">
<h2 id="bulk-state"><span role="status">${known === undefined ? change.state : texts.states[known]}</span></h2>
<progress max="${Math.max(all, 1)}" value="${settled}" aria-labelledby="bulk-state"></progress>
${counts(visit, change)}
<p class="hint">${texts.by} <bdi>${change.admin}</bdi></p>
<div class="row">${buttons(visit, change, from)}<a class="button second" href="${backLink(visit, from)}" data-key="queue">${texts.back}</a></div></section>
${failures(visit, change)}`,
  });
}

const isUndone = ({ state }: ShownBulkChange): boolean => state === 'undoing' || state === 'undone';

function counts(visit: StaffVisit, change: ShownBulkChange): Html {
  const { bulk: texts } = visit.texts;
  const rows: [string, number, boolean][] = [
    [texts.total, change.total, true],
    [texts.done, change.done, true],
    [texts.failed, change.failed, change.failed > 0],
    [texts.undone, change.undone, isUndone(change)],
    [texts.kept, change.kept, change.kept > 0],
  ];
  return html`<dl class="bulk-counts">${rows
    .filter(([, , isShown]) => isShown)
    .map(([name, number]) => html`<div><dt>${name}</dt><dd>${numberOf(visit, number)}</dd></div>`)}</dl>`;
}

function buttons(visit: StaffVisit, change: ShownBulkChange, from: string): Html {
  const { bulk: texts } = visit.texts;
  const task = (name: string, words: string, key: Html): Html =>
    form(visit, {
      to: `${ADDRESSES.consoleBulk}/${change.bulkid}`,
      content: html`<input type="hidden" name="task" value="${name}"><input type="hidden" name="from" value="${from}"><button${key}>${words}</button>`,
    });
  return html`${when(change.canundo && visit.may('UndoBulkChange'), () => task('undo', texts.undo, html` data-key="undo"`))}
${when(change.state === 'running' && visit.may('CancelBulkChange'), () => task('cancel', texts.cancel, html` class="second"`))}`;
}

function failures(visit: StaffVisit, change: ShownBulkChange): Html {
  const { bulk: texts } = visit.texts;
  const { failure } = change.failures;
  const more = change.failed + change.kept - failure.length;
  if (failure.length === 0) return NONE;
  return html`<section class="card" aria-labelledby="bulk-failures"><h2 id="bulk-failures">${texts.failures}</h2>
<table class="bulk-failures"><thead><tr><th scope="col">${texts.ticket}</th><th scope="col">${texts.reason}</th></tr></thead><tbody>
${failure.map(
  ({ ticketid, tid, reason }) =>
    html`<tr><td><a href="${linkTo(visit, `${ADDRESSES.consoleTicket}${ticketid}`)}"><bdi>${tid === '' ? ticketid : `#${tid}`}</bdi></a></td><td><bdi>${inReadersWords(visit, reason)}</bdi></td></tr>
`,
)}</tbody></table>
${when(more > 0, () => html`<p class="hint">${texts.moreFailures(numberOf(visit, more))}</p>`)}</section>`;
}
