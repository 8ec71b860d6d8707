import { WallClock } from '../../tables/dates';
import type { RowTaker } from '../../tables/program';
import { type TableColumn, TableRow } from '../../tables/table-row';
import type { TicketStamps } from './ticket-stamps';
import { notes, replies, tickets } from './tickets';

const OF_TICKETS = [tickets.table, replies.table, notes.table];

/**
 * Takes the rows of a table whose rows belong to tickets, and sums them up.
 *
 * @param ofTicket the column with the ticket's id
 */
export function stamper(
  table: string,
  ofTicket: string,
  columns: readonly TableColumn[],
  stamps: TicketStamps,
): RowTaker {
  const isTickets = table === tickets.table;
  const known = [ofTicket, 'admin', ...(isTickets ? ['tid', 'merged_ticket_id'] : [])];
  const wanted = columns.filter(({ name }) => known.includes(name));
  const utc = new WallClock('UTC');
  const row = new TableRow(wanted, { wall: utc, timestamp: utc }, () => undefined);
  const lane = OF_TICKETS.indexOf(table);
  return {
    columns: wanted.map(({ name }) => name),
    wantsDigest: true,
    take(values, digest) {
      row.show(values);
      const ticketId = row.id(ofTicket);
      if (ticketId === null || digest === undefined) return;
      const ticket = isTickets && { number: row.line('tid') ?? '', mergedIntoId: row.id('merged_ticket_id') };
      stamps.add({ ticketId, digest, staffName: row.line('admin'), ...(ticket && { ticket }) }, lane);
    },
  };
}
