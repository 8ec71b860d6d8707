import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import { referenceOf } from '../src/dialects/whmcs/tickets';
import { notFound } from '../src/errors';
import type { GetTicketHistory } from '../src/generated/GetTicketHistory';
import { type ActivityEntry, listTicketHistory } from '../src/store/desk/activity';
import { listStaffNames } from '../src/store/people/people';
import { listIdsOfTicket, listNumbers, type NumberedTicket } from '../src/store/tickets/tickets';
import { readLogged } from '../src/tickets/log';

export default action<GetTicketHistory>(async (params, { db, caller }) => {
  const ticketIds = await listIdsOfTicket(db, referenceOf(params), caller);
  if (ticketIds.length === 0) throw notFound('Ticket ID Not Found');
  const page = pageOf(params);
  const { since, until } = params;
  const [listed, staff] = await Promise.all([
    listTicketHistory(db, ticketIds, { since, until }, page),
    listStaffNames(db),
  ]);
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  const otherIds = [...new Set(listed.rows.flatMap(othersIn))];
  const numbered = otherIds.length === 0 ? [] : await listNumbers(db, otherIds, caller);
  const others = new Map(numbered.map((ticket) => [ticket.id, ticket]));
  return { ...countsOf(page, listed), history: { entry: listed.rows.map((entry) => present(entry, names, others)) } };
});

/** The ids of the tickets that were merged, unmerged or split off. */
function othersIn({ description, changes }: ActivityEntry): number[] {
  const { otherId } = readLogged(description);
  const merged = changes?.merged?.flat() ?? [];
  return [...merged, otherId].filter((id): id is number => typeof id === 'number' && id > 0);
}

function present(entry: ActivityEntry, names: Map<number, string>, others: Map<number, NumberedTicket>) {
  const { done, ticketId } = readLogged(entry.description);
  const { admin, guest, ...changes } = entry.changes ?? {};
  return {
    id: entry.id,
    ticketid: ticketId,
    date: entry.at,
    what: done,
    adminid: entry.staffId,
    clientid: Number(/^client:(\d+)$/.exec(entry.caller)?.[1] ?? 0),
    // An API's program may act for somebody whom only the entry's changes name.
    name: names.get(entry.staffId) ?? (text((admin ?? guest)?.[1]) || entry.username),
    tickets: {
      ticket: othersIn(entry)
        .flatMap((id) => others.get(id) ?? [])
        .map(({ id, number, isDeleted }) => ({ ticketid: id, tid: number, deleted: isDeleted })),
    },
    changes: {
      change: Object.entries(changes)
        .filter(([name]) => !SAYS_WHO.has(name))
        .map(([name, [from, to]]) => ({ name, from: text(from), to: text(to) })),
    },
  };
}

/** What entries about replies say of their author. */
const SAYS_WHO = new Set(['client', 'contact']);

const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
