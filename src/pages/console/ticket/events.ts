import { type Html, html, isolated, NONE, when } from '../../html';
import { timeOf } from '../../times';
import type { StaffVisit } from '../layout';
import { ticketLink } from './addresses';
import { exactTime } from './moments';
import type { ShownEvent, TicketPage } from './shown';

/** One line about what happened to a ticket. */
export function eventLine(visit: StaffVisit, page: Pick<TicketPage, 'ticket' | 'view'>, event: ShownEvent): Html {
  const { ticket } = visit.texts;
  const done = ticket.history[event.what as keyof typeof ticket.history] ?? '';
  const changes = event.changes.change
    .filter((change) => isShown(change.name))
    .map(({ name, from, to }) => {
      const show = (value: string) => isolated(value === '' ? '–' : shownChange(visit, name, value));
      return ticket.change(ticket.fields[name as keyof typeof ticket.fields] ?? isolated(name), show(from), show(to));
    });
  const said = [done, ...changes].filter(Boolean).join(' · ');
  if (said === '') return NONE;
  const others = event.tickets.ticket.map((other) => html` ${otherTicket(visit, page, other)}`);
  return html`<p class="event" id="e${event.id}"><bdi>${event.name}</bdi> <span>${said}${others}</span> ${timeOf(visit, event.date)}</p>
`;
}

/** The number of a ticket that was merged, unmerged or split off; a link, unless it would lead to this very page or nowhere. */
function otherTicket(
  visit: StaffVisit,
  { ticket, view }: Pick<TicketPage, 'ticket' | 'view'>,
  { ticketid, tid, deleted }: ShownEvent['tickets']['ticket'][number],
): Html {
  const isHere = ticket.mergedtickets.ticket.some((merged) => merged.ticketid === ticketid);
  if (deleted || isHere) return html`<bdi>#${tid}</bdi>`;
  return html`<a href="${ticketLink(visit, ticketid, { from: view.from })}"><bdi>#${tid}</bdi></a>`;
}

/** Texts are not in the log, and ids say nothing to people: the tickets are named by their numbers. */
const isShown = (name: string): boolean => !['body', 'merged', 'messages', 'tickets'].includes(name);

/** Times are in the log as ISO 8601. */
const shownChange = (visit: StaffVisit, name: string, value: string): string =>
  (name === 'due' || name === 'snooze') && !Number.isNaN(Date.parse(value)) ? exactTime(visit, new Date(value)) : value;

/** That there is more than the page shows. */
export const moreEvents = ({ texts: { ticket } }: StaffVisit, isMore: boolean): Html =>
  when(isMore, () => html`<p class="event">${ticket.moreEvents}</p>`);
