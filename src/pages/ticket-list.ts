import { ADDRESSES } from '../config/addresses';
import { type Html, html, NONE, when } from './html';
import { here, page, type Visit } from './layout';
import { queryOf } from './query';
import { ticketAddress } from './ticket';
import { numberOf, timeOf } from './times';

/** A ticket in the answers of pages/GetTickets and pages/GetOverview. */
export interface ListedTicket {
  number: string;
  subject: string;
  state: 'waiting' | 'answered' | 'closed' | 'other';
  status: string;
  department: string;
  last_reply_at: Date;
  /** Whether we answered and nobody has seen it yet. */
  is_new: boolean;
}

/** How many tickets a client has of each kind. */
export type TicketCounts = Record<'all' | 'waiting' | 'answered' | 'closed', number>;

/** The answer of pages/GetTickets. */
export interface TicketList {
  total: number;
  page: number;
  last_page: number;
  counts: TicketCounts;
  tickets: ListedTicket[];
}

/** The kinds of tickets that the list can be narrowed to. */
export const KINDS = ['waiting', 'answered', 'closed'] as const;

/** What the visitor wants to see. */
export interface Wanted {
  /** Empty for no search. */
  search: string;
  kind: (typeof KINDS)[number] | undefined;
  isOldestFirst: boolean;
  page: number;
}

/** The address of the list. @param wanted what is left out is as at first */
export const listAddress = ({ search, kind, isOldestFirst, page: number }: Partial<Wanted>): string =>
  here(ADDRESSES.ticketList) +
  queryOf({ search, show: kind, order: isOldestFirst ? 'oldest' : '', page: number === 1 ? undefined : number });

/**
 * The list of a client's tickets.
 *
 * @param list undefined if the search was refused
 * @param problem why it was; empty if it was not
 */
export function ticketListPage(visit: Visit, wanted: Wanted, list: TicketList | undefined, problem: string): string {
  const { texts } = visit.language;
  return page(
    visit,
    texts.tickets,
    html`${when(problem !== '', () => html`<p class="problem" role="alert" id="problem">${problem}</p>`)}
${searchForm(visit, wanted, problem)}
${kinds(visit, wanted, list?.counts)}
${list === undefined ? html`<p><a href="${here(ADDRESSES.ticketList)}">${texts.allTickets}</a></p>` : results(visit, wanted, list)}`,
  );
}

function searchForm({ language: { texts } }: Visit, { search, kind, isOldestFirst }: Wanted, problem: string): Html {
  return html`<form class="row search" role="search" action="${here(ADDRESSES.ticketList)}">
<label class="unseen" for="search">${texts.lists.search}</label>
<input type="search" id="search" name="search" value="${search}" maxlength="200" dir="auto" placeholder="${texts.lists.searchHint}"${problem === '' ? NONE : html` aria-invalid="true" aria-describedby="problem"`}>
${kind === undefined ? NONE : html`<input type="hidden" name="show" value="${kind}">`}
${when(isOldestFirst, () => html`<input type="hidden" name="order" value="oldest">`)}
<button>${texts.lists.find}</button>
</form>`;
}

/** The kinds as links. What they hold is counted only without a search, which would need a search of each. */
function kinds(visit: Visit, wanted: Wanted, counts: TicketCounts | undefined): Html {
  const { texts } = visit.language;
  const links = ([undefined, ...KINDS] as const).map((kind) => {
    const isCurrent = kind === wanted.kind;
    const count = wanted.search === '' && counts !== undefined ? ` (${numberOf(visit, counts[kind ?? 'all'])})` : '';
    return html`<a href="${listAddress({ ...wanted, kind, page: 1 })}"${isCurrent ? html` aria-current="true"` : NONE}>${kind === undefined ? texts.lists.all : texts.states[kind]}${count}</a>
`;
  });
  return html`<nav class="tabs" aria-label="${texts.status}">${links}</nav>`;
}

function results(visit: Visit, wanted: Wanted, list: TicketList): Html {
  const { texts } = visit.language;
  if (list.tickets.length === 0) return empty(visit, wanted, list);
  const other = { ...wanted, isOldestFirst: !wanted.isOldestFirst, page: 1 };
  return html`<p class="facts"><span>${texts.lists.found(list.total, numberOf(visit, list.total))}</span> <a href="${listAddress(other)}">${wanted.isOldestFirst ? texts.lists.newestFirst : texts.lists.oldestFirst}</a></p>
${ticketTable(visit, list.tickets)}
${pageLinks(visit, list.page, list.last_page, (number) => listAddress({ ...wanted, page: number }))}
<p class="hint">${texts.timeZone(visit.timeZone)}</p>`;
}

/** Says why there is nothing, and what to do about it. */
function empty({ language: { texts } }: Visit, wanted: Wanted, { total, counts }: TicketList): Html {
  const { lists, submit } = texts;
  if (total > 0) {
    return html`<p>${texts.noTicketsHere} <a href="${listAddress({ ...wanted, page: 1 })}">${lists.firstPage}</a></p>`;
  }
  return counts.all > 0
    ? html`<p>${lists.noMatch} <a href="${here(ADDRESSES.ticketList)}">${texts.allTickets}</a></p>`
    : html`<p>${lists.none} <a href="${here(ADDRESSES.newTicket)}">${submit.link}</a></p>`;
}

/** Tickets as a table, which phones show as cards. The link of each covers its row. */
export function ticketTable(visit: Visit, tickets: readonly ListedTicket[]): Html {
  const { texts } = visit.language;
  const rows = tickets.map(
    (ticket) => html`<tr${ticket.is_new ? html` class="new"` : NONE}>
<td><a href="${ticketAddress(ADDRESSES.ticket, { number: ticket.number, code: '' })}"><bdi>${ticket.subject}</bdi></a><small><bdi>${ticket.number}</bdi> · <bdi>${ticket.department}</bdi></small></td>
<td><span class="state ${ticket.state}">${ticket.state === 'other' ? html`<bdi>${ticket.status}</bdi>` : texts.states[ticket.state]}</span></td>
<td>${timeOf(visit, ticket.last_reply_at)}</td>
</tr>
`,
  );
  return html`<table class="list">
<thead><tr><th scope="col">${texts.subject}</th><th scope="col">${texts.status}</th><th scope="col">${texts.lastReply}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}

/** Where a page of a list stands among the others, with links to its neighbours. @param addressOf of a page */
export function pageLinks(visit: Visit, current: number, last: number, addressOf: (page: number) => string): Html {
  const { texts } = visit.language;
  if (last === 1) return NONE;
  const link = (to: number, text: string): Html =>
    to < 1 || to > last ? html`<span></span>` : html`<a href="${addressOf(to)}">${text}</a>`;
  return html`<nav class="pages" aria-label="${texts.lists.pages}">${link(current - 1, texts.newer)}
<span>${texts.page(current, last)}</span>
${link(current + 1, texts.older)}</nav>`;
}
