import { TABLES, type Table } from './columns';
import type { TicketFacts } from './facts';
import { PEOPLE_ROWS } from './people-rows';
import { type Row, TICKET_TABLES, ticketRows } from './rows';
import { SETUP_ROWS } from './setup-rows';
import { ticket } from './tickets';

/** Replies whose ticket was deleted from the table by hand. */
const STRAYS = [9_000_001, 9_000_002];

/** So many tickets take about 50 MB. */
const MOST_KEPT = 5000;

const isOfTickets = (name: string): name is (typeof TICKET_TABLES)[number] =>
  (TICKET_TABLES as readonly string[]).includes(name);

/**
 * A WHMCS of so many tickets, with every oddity that old desks have. The same number always makes the same desk. Everything
 * is made when it is asked for, so a large desk needs no more memory than a small one.
 */
export class OldDesk {
  readonly tables = TABLES;
  /** The tickets of a small desk, which are asked for once for each table. */
  private readonly made = new Map<number, TicketFacts | undefined>();

  /**
   * @param size the number of tickets
   * @param change what happened to a ticket since: gives it back as it is now, or undefined if it is gone
   * @param later tickets that were opened since
   */
  constructor(
    readonly size: number,
    private readonly change: (ticket: TicketFacts) => TicketFacts | undefined = (same) => same,
    private readonly later: readonly TicketFacts[] = [],
  ) {}

  /** A ticket; undefined if there is none. */
  ticket(id: number): TicketFacts | undefined {
    if (id > this.size) return this.later.find((one) => one.id === id);
    if (id < 1) return undefined;
    if (this.size > MOST_KEPT) return this.change(ticket(id, this.size));
    if (!this.made.has(id)) this.made.set(id, this.change(ticket(id, this.size)));
    return this.made.get(id);
  }

  *tickets(): Generator<TicketFacts> {
    for (let id = 1; id <= this.size; id++) {
      const one = this.ticket(id);
      if (one !== undefined) yield one;
    }
    yield* this.later;
  }

  /** The rows of a table, in the order of their ids. */
  *rows({ name, columns }: Table): Generator<Row> {
    const hasId = columns.some((column) => column.name === 'id');
    let last = 0;
    for (const row of this.rowsWithoutIds(name)) {
      last = typeof row.id === 'number' ? row.id : last + 1;
      yield hasId ? { ...row, id: last } : row;
    }
  }

  private *rowsWithoutIds(name: string): Generator<Row> {
    yield* SETUP_ROWS[name] ?? [];
    yield* PEOPLE_ROWS[name]?.(this.size) ?? [];
    if (isOfTickets(name)) for (const one of this.tickets()) yield* ticketRows(one, name);
    if (name !== 'tblticketreplies') return;
    for (const id of STRAYS) {
      yield {
        id: id * 100,
        tid: id,
        userid: 1,
        date: new Date('2020-01-01T10:00:00Z'),
        message: 'Of a ticket that is gone',
      };
    }
  }
}
