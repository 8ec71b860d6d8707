import { action } from '../src/calls/action';
import { invalid, notFound } from '../src/errors';
import type { MergeTicket } from '../src/generated/MergeTicket';
import { findTicketForUpdate, findTicketId, lockMerges } from '../src/store/tickets/tickets';
import { holdInOrder, mergeTickets } from '../src/tickets/merge';
import { changeSubject } from '../src/tickets/update';

/** Checks in the order of `x-refusals`: first the list itself, then what is looked up. */
export default action<MergeTicket>(async ({ ticketid, mergeticketids, newsubject }, context) => {
  const { db, caller } = context;
  const sent = readList(mergeticketids);
  await lockMerges(db);
  const named = sent.map((item) => ({ item, id: idOf(item) }));
  const ids = named.flatMap(({ id }) => id ?? []);
  const masterId = await findTicketId(db, { id: ticketid }, caller);
  if (masterId === undefined) throw notFound('Ticket ID Invalid');
  const held = await holdInOrder([masterId, ...ids], (id) => findTicketForUpdate(db, { id }, caller));
  const master = held.get(masterId);
  if (master === undefined) throw notFound('Ticket ID Invalid');
  const wrong = named.filter(({ id }) => id === undefined || id === masterId || !held.has(id));
  if (wrong.length > 0) throw invalid(`Invalid Merge Ticket IDs: ${wrong.map(({ item }) => item).join(', ')}`);
  const subject = newsubject?.trim() ? { before: master.subject, after: newsubject } : undefined;
  if (subject !== undefined) changeSubject(context, master, subject.after);
  mergeTickets(
    context,
    master,
    [...held.values()].filter(({ id }) => id !== masterId),
    subject,
  );
  return { ticketid: master.id };
});

const MOST_TICKETS = 50;

/**
 * Reads the list, without duplicates.
 *
 * @throws ApiError (invalid) `Merge Ticket IDs Required`; `At most 50 tickets can be merged at once`.
 */
function readList(list: string | (string | number)[]): string[] {
  const items = (typeof list === 'string' ? list.split(',') : list).map((item) => String(item).trim()).filter(Boolean);
  const sent = [...new Set(items)];
  if (sent.length === 0) throw invalid('Merge Ticket IDs Required');
  if (sent.length > MOST_TICKETS) throw invalid(`At most ${MOST_TICKETS} tickets can be merged at once`);
  return sent.map((item) => item.slice(0, LONGEST_SHOWN));
}

const LONGEST_SHOWN = 20;

/** Ten digits and more are no id: no desk has a billion tickets. */
const idOf = (item: string): number | undefined => (/^\d{1,9}$/.test(item) ? Number(item) : undefined);
