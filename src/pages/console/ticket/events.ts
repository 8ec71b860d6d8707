import { type Html, html, isolated, NONE, when } from '../../html';
import { timeOf } from '../../times';
import type { StaffVisit } from '../layout';
import { exactTime } from './moments';
import type { ShownEvent } from './shown';

/** One line about what happened to a ticket. */
export function eventLine(visit: StaffVisit, event: ShownEvent): Html {
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
  return html`<p class="event" id="e${event.id}"><bdi>${event.name}</bdi> <span>${said}</span> ${timeOf(visit, event.date)}</p>
`;
}

/** Texts are not in the log, so their changes say nothing. */
const isShown = (name: string): boolean => name !== 'body';

/** Times are in the log as ISO 8601. */
const shownChange = (visit: StaffVisit, name: string, value: string): string =>
  (name === 'due' || name === 'snooze') && !Number.isNaN(Date.parse(value)) ? exactTime(visit, new Date(value)) : value;

/** That there is more than the page shows. */
export const moreEvents = ({ texts: { ticket } }: StaffVisit, isMore: boolean): Html =>
  when(isMore, () => html`<p class="event">${ticket.moreEvents}</p>`);
