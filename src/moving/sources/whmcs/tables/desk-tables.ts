import { KINDS } from '../../../records';
import { MappedTables } from '../../tables/mapped-tables';
import type { RowTaker } from '../../tables/program';
import type { TableColumn } from '../../tables/table-row';
import { Lookups } from './lookups';
import { MAPPINGS } from './mappings';
import { stamper } from './stamper';
import { whyItStays } from './staying';
import { TicketStamps } from './ticket-stamps';

/** What this version makes of the rows of tickets: one that makes more of them must read them again. */
const WAY = JSON.stringify([
  ...MAPPINGS.filter(({ ofTicket }) => ofTicket !== undefined).map(({ read }) => read?.columns),
  ...[KINDS.ticket, KINDS.message, KINDS.note, KINDS.attachment],
]);

const NEEDED = [
  ...['tblticketdepartments', 'tblticketreplies', 'tblticketnotes', 'tbladmins', 'tblclients', 'tblcontacts'],
  ...['tblcustomfields', 'tblcustomfieldsvalues'],
];

/** Makes records of the rows of WHMCS's tables. */
export class DeskTables extends MappedTables<Lookups> {
  private stamps = new TicketStamps();
  /** How the tables of tickets are to be read. */
  private readings: string[] = [];

  /** @param timeZone the old server's, if its settings don't tell */
  constructor(timeZone: string) {
    super(
      {
        ...{ title: 'WHMCS', mappings: MAPPINGS, lookups: new Lookups(), needed: NEEDED, whyItStays },
        nameOf: (table) => table.toLowerCase(),
        timeZone: ({ settings }) => settings.get('timezone') ?? settings.get('time_zone'),
      },
      timeZone,
    );
  }

  override isLearned(table: string): boolean {
    return super.isLearned(table) || this.mappingOf(table)?.ofTicket !== undefined;
  }

  override learner(table: string, columns: readonly TableColumn[], timeZone: string | undefined): RowTaker | undefined {
    const mapping = this.mappingOf(table);
    if (mapping?.ofTicket === undefined) return super.learner(table, columns, timeZone);
    this.readings.push(JSON.stringify([mapping.table, columns, timeZone]));
    return stamper(mapping.table, mapping.ofTicket, columns, this.stamps);
  }

  override ticketStamps(): Map<string, string> {
    const { statuses, settings } = this.lookups;
    const common = [WAY, this.zone().zone, this.readings.sort(), [...statuses].sort(), [...settings].sort()];
    const stamps = this.stamps.finish(this.lookups, JSON.stringify(common));
    this.stamps = new TicketStamps();
    this.readings = [];
    return stamps;
  }
}
