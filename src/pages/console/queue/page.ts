import { ADDRESSES } from '../../../config/addresses';
import { type Html, html, NONE, when } from '../../html';
import { numberOf } from '../../times';
import { type BulkChoice, bulkBar } from '../bulk-bar';
import { consolePage, form, linkTo, type StaffVisit, told } from '../layout';
import type { PersonAt } from '../presence';
import { queueTable } from './rows';
import { columnChoice, searchForm } from './search';
import { type Asked, listLink, nameOfView, orderName, type QueueTicket, type ShownView } from './shown';
import { sidebar } from './sidebar';
import { saveForm } from './view-form';

/** The tickets of one page. */
export interface QueueList {
  total: number;
  tickets: readonly QueueTicket[];
}

/** How many tickets a page has. */
export const PAGE_SIZE = 50;

/** What the queue shows. */
export interface Queue {
  asked: Asked;
  /** What is searched: what was asked, or what the view searches. */
  query: string;
  views: readonly ShownView[];
  /** Undefined if the search was refused. */
  list: QueueList | undefined;
  /** Why it was refused; else empty. */
  problem: string;
  /** What was done before the page; else empty. */
  done: string;
  /** Who is at which ticket. */
  people: readonly PersonAt[];
  /** To whom the selected tickets can be assigned. */
  admins: readonly BulkChoice[];
}

/** Renders the queue. */
export function queuePage(visit: StaffVisit, shown: Queue): string {
  const { queue } = visit.texts;
  const { asked, views, query, list, problem, done } = shown;
  const view = views.find(({ id }) => id === asked.view);
  const title = view === undefined ? queue.results : nameOfView(visit, view);
  const content = html`<div class="queue-page">
${sidebar(visit, asked, views)}
<div class="found-list" data-live-queue>
<h1><bdi>${title}</bdi></h1>
${told({ done: queue.done[done] ?? '' })}
${searchForm(visit, asked, query, problem !== '')}
${when(problem !== '', () => html`<p class="problem" role="alert" id="q-problem"><bdi>${problem}</bdi></p>`)}
<div class="row tools">${list === undefined ? NONE : found(visit, asked, list)}
${columnChoice(visit, asked)}
${when(visit.may('AddTicketView') && query !== '' && list !== undefined, () => saveForm(visit, fieldsOf(asked, query)))}
${when(view?.kind === 'saved' && visit.may('UpdateTicketView'), () => html`<a class="button second" href="${linkTo(visit, ADDRESSES.consoleViews)}/${asked.view}" data-key="edit-view">${queue.edit}</a>`)}
</div>
${list === undefined ? NONE : results(visit, shown, list, title)}
</div></div>`;
  return consolePage(visit, { title, current: 'tickets', kind: 'wide', hasHeading: true, content });
}

const fieldsOf = ({ columns, orderBy, direction }: Asked, query: string) => ({
  ...{ name: '', query, columns, order: orderName(orderBy, direction), isShared: false, departmentIds: [] },
});

/** Which tickets of how many are on the page. */
function found(visit: StaffVisit, { page }: Asked, { total, tickets }: QueueList): Html {
  const { queue } = visit.texts;
  const first = (page - 1) * PAGE_SIZE + 1;
  const shown = tickets.length > 0 && total > tickets.length;
  const words = shown
    ? queue.shown(numberOf(visit, first), numberOf(visit, first + tickets.length - 1), numberOf(visit, total))
    : queue.total(total, numberOf(visit, total));
  return html`<p class="found" id="found" data-total="${total}">${words}</p>`;
}

function results(visit: StaffVisit, shown: Queue, list: QueueList, title: string): Html {
  const { asked, query, views, people, admins } = shown;
  if (list.tickets.length === 0) return empty(visit, asked, list.total);
  const statuses = views.filter(({ kind }) => kind === 'status').map(({ name }) => ({ value: name, name }));
  const from = listLink(visit, asked).split('?')[1] ?? '';
  const content = html`${bulkBar(visit, { statuses, admins, query, total: list.total, from })}
${queueTable(visit, { asked, people, title }, list.tickets)}`;
  return html`${form(visit, { to: ADDRESSES.consoleBulk, content, more: html` id="selection"` })}
${pages(visit, asked, list.total)}`;
}

/** Says why there is nothing, and what to do about it. */
function empty(visit: StaffVisit, asked: Asked, total: number): Html {
  const { queue } = visit.texts;
  if (total > 0)
    return html`<p class="empty">${queue.pastEnd} <a href="${listLink(visit, asked, { page: 1 })}">${queue.firstPage}</a></p>`;
  const all = html`<a href="${linkTo(visit, ADDRESSES.console)}?view=open">${queue.allOpen}</a>`;
  if (asked.query === undefined)
    return html`<p class="empty">${queue.noneYet}${when(asked.view !== 'open', () => html` ${all}`)}</p>`;
  return html`<p class="empty"><strong>${queue.none}</strong> ${queue.noneHint} ${all}</p>`;
}

function pages(visit: StaffVisit, asked: Asked, total: number): Html {
  const last = Math.ceil(total / PAGE_SIZE);
  const { queue } = visit.texts;
  if (last <= 1) return NONE;
  const link = (to: number, text: string, key: string): Html =>
    to < 1 || to > last
      ? html`<span></span>`
      : html`<a href="${listLink(visit, asked, { page: to })}" data-key="${key}">${text}</a>`;
  return html`<nav class="pages" aria-label="${queue.pages}">${link(asked.page - 1, queue.previous, 'page:previous')}
<span>${queue.page(numberOf(visit, asked.page), numberOf(visit, last))}</span>
${link(asked.page + 1, queue.next, 'page:next')}</nav>`;
}
