import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { GetMergedTickets } from '../src/generated/GetMergedTickets';
import { findTicketId } from '../src/store/tickets/tickets';
import { listMergedTickets } from '../src/store/tickets/unmerging';

export default action<GetMergedTickets>(async ({ ticketid }, { db, caller }) => {
  const masterId = await findTicketId(db, { id: ticketid }, caller);
  if (masterId === undefined) throw notFound('Ticket ID Not Found');
  const merged = await listMergedTickets(db, masterId);
  return {
    ticketid: masterId,
    tickets: {
      ticket: merged.map(({ id, number, subject, name, email, mergedAt, staffName, messages, notes }) => ({
        ...{ id, tid: number, subject, name, email, merged: mergedAt ?? '', admin: staffName, messages, notes },
        recorded: mergedAt !== null,
      })),
    },
  };
});
