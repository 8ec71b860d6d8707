import { type Html, html, NONE, when } from '../../html';
import { ageOf } from '../../times';
import { TICKET_FIELD } from '../bulk-bar';
import type { StaffVisit } from '../layout';
import { type PersonAt, presenceOf } from '../presence';
import { ticketLink } from '../ticket/addresses';
import { type Asked, type Column, listLink, ORDERS, type QueueTicket } from './shown';

/**
 * Renders the list as a table, which phones show as cards.
 *
 * @param people who is at which ticket
 */
export const queueTable = (
  visit: StaffVisit,
  { asked, people, title }: { asked: Asked; people: readonly PersonAt[]; title: string },
  tickets: readonly QueueTicket[],
): Html =>
  html`<table class="queue">
<caption class="unseen">${title}</caption>
<thead><tr>
<th scope="col" class="pick"><span class="unseen">${visit.texts.queue.selection}</span></th>
${heading(visit, asked, 'subject')}
${asked.columns.map((column) => heading(visit, asked, column))}
<th scope="col"><span class="unseen">${visit.texts.queue.columns.looking}</span></th>
</tr></thead>
<tbody>
${tickets.map((ticket) => row(visit, asked, ticket, people))}</tbody>
</table>`;

/** The head of a column: a link that orders by it, if the list can be ordered so. */
function heading(visit: StaffVisit, asked: Asked, column: Column | 'subject'): Html {
  const { queue } = visit.texts;
  const order = ORDERS[column];
  const name = queue.columns[column];
  if (order === undefined) return html`<th scope="col" class="${column}">${name}</th>`;
  const isCurrent = asked.orderBy === order;
  const isText = column === 'subject' || column === 'number';
  const other = asked.direction === 'asc' ? 'desc' : 'asc';
  const direction = isCurrent ? other : isText ? 'asc' : 'desc';
  const sort = isCurrent ? html` aria-sort="${asked.direction === 'asc' ? queueSort.asc : queueSort.desc}"` : NONE;
  const arrow = isCurrent ? html` <span aria-hidden="true">${asked.direction === 'asc' ? '↑' : '↓'}</span>` : NONE;
  const link = listLink(visit, asked, { orderBy: order, direction, isOrdered: true, page: 1 });
  return html`<th scope="col" class="${column}"${sort}><a href="${link}" data-key="sort:${column}">${name}${arrow}</a></th>`;
}

const queueSort = { asc: 'ascending', desc: 'descending' };

function row(visit: StaffVisit, { columns }: Asked, ticket: QueueTicket, people: readonly PersonAt[]): Html {
  const { queue } = visit.texts;
  const link = ticketLink(visit, ticket.id, { from: visit.place?.query ?? '' });
  return html`<tr id="ticket-${ticket.id}" data-row data-ticket="${ticket.id}"${when(ticket.unread, () => html` class="is-new"`)}>
<td class="pick"><label><input type="checkbox" name="${TICKET_FIELD}" value="${ticket.id}" aria-label="${queue.select(ticket.tid)}" data-key="select"></label></td>
<th scope="row" class="subject">${when(ticket.unread, () => html`<span class="mark">${queue.unread}</span> `)}<a href="${link}" data-key="open"><bdi>${ticket.subject}</bdi></a></th>
${columns.map(
  (column) => html`<td class="${column}" data-label="${queue.columns[column]}">${cell(visit, column, ticket)}</td>
`,
)}<td class="looking">${presenceOf(visit, people, ticket.id)}</td>
</tr>
`;
}

function cell(visit: StaffVisit, column: Column, ticket: QueueTicket): Html {
  const { queue } = visit.texts;
  if (column === 'number') return html`<bdi>${ticket.tid}</bdi>`;
  if (column === 'requester')
    return html`<bdi title="${ticket.email}">${ticket.name === '' ? ticket.email : ticket.name}</bdi>`;
  if (column === 'department') return html`<bdi>${ticket.deptname}</bdi>`;
  if (column === 'status')
    return html`<span class="pill${ticket.closed ? ' closed' : ''}"><bdi>${ticket.status}</bdi></span>`;
  if (column === 'priority') return html`<bdi>${ticket.priority}</bdi>`;
  if (column === 'age') return ageOf(visit, ticket.date);
  if (column === 'assignee')
    return ticket.flagname === ''
      ? html`<span class="quiet">${queue.nobody}</span>`
      : html`<bdi>${ticket.flagname}</bdi>`;
  if (column === 'tags')
    return html`${ticket.tags.map((tag) => html`<span class="pill tag"><bdi>${tag}</bdi></span> `)}`;
  if (column === 'updated') return ageOf(visit, ticket.updated);
  if (column === 'lastmessage') return lastMessage(visit, ticket);
  if (column === 'snoozed') return ticket.snoozeduntil === '' ? NONE : ageOf(visit, ticket.snoozeduntil);
  if (ticket.due === '') return NONE;
  const isLate = !ticket.closed && ticket.due < visit.now;
  return html`${when(isLate, () => html`<span class="late">${queue.overdue}</span> `)}${ageOf(visit, ticket.due)}`;
}

function lastMessage(visit: StaffVisit, { lastreply, lastmessageby, lastmessagename }: QueueTicket): Html {
  const { byUs, byCustomer } = visit.texts.queue;
  const who = lastmessageby === 'staff' ? byUs : lastmessageby === '' ? '' : byCustomer;
  const sign = lastmessageby === 'staff' ? '↩' : '●';
  return html`${when(who !== '', () => html`<span class="by ${lastmessageby}" title="${who}: ${lastmessagename}"><span aria-hidden="true">${sign}</span><span class="unseen">${who}</span></span> `)}${ageOf(visit, lastreply)}`;
}
