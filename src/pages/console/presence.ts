import { ADDRESSES } from '../../config/addresses';
import { type Html, html, NONE } from '../html';
import type { StaffVisit } from './layout';
import { initialsOf, labelOf, type PersonHere, sentenceOf } from './presence-words';

/** Somebody at a ticket, as GetTicketPresence answers. */
export interface PersonAt {
  ticketid: number;
  adminid: number;
  name: string;
  state: string;
}

/** The others at a ticket. */
const othersAt = ({ staff }: StaffVisit, people: readonly PersonAt[], ticketId: number): PersonHere[] =>
  people
    .filter(({ ticketid, adminid }) => ticketid === ticketId && adminid !== staff.id)
    .map(({ adminid, name, state }) => ({ id: adminid, name, state }));

/**
 * Who else is at a ticket, as initials, for a cell of a list. The script keeps it current.
 *
 * @param people of any tickets, as GetTicketPresence lists them
 */
export const presenceOf = (visit: StaffVisit, people: readonly PersonAt[], ticketId: number): Html =>
  html`<span class="people" data-presence="${ticketId}">${othersAt(visit, people, ticketId).map(
    (person) =>
      html`<span class="person" role="img" data-state="${person.state}" aria-label="${labelOf(visit.texts.live, person)}" title="${labelOf(visit.texts.live, person)}">${initialsOf(person.name)}</span>`,
  )}</span>`;

/** The same as a sentence, for the page of the ticket. Screen readers say when it changes. */
export const presenceNotice = (visit: StaffVisit, people: readonly PersonAt[], ticketId: number): Html =>
  html`<p class="present" role="status" data-presence-sentence="${ticketId}">${sentenceOf(visit.texts.live, othersAt(visit, people, ticketId))}</p>`;

/**
 * What the script needs to keep a page current: it stands once on every page for somebody who is signed in.
 *
 * @param link makes a link of an address
 */
export function liveSource({ staff, proof, texts }: StaffVisit, link: (address: string) => string): Html {
  if (proof === undefined) return NONE;
  const { here, writing, lost, ended } = texts.live;
  return html`<p id="live" class="connection" role="status" data-events="${link(ADDRESSES.consoleEvents)}" data-to="${link(ADDRESSES.consolePresence)}" data-staff="${staff.id}" data-proof="${proof}" data-here="${here}" data-writing="${writing}" data-lost="${lost}" data-ended="${ended}"></p>`;
}
