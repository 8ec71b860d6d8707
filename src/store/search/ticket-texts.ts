import { type Condition, withEachValue } from '../conditions';
import { type SearchTable, upToDate } from './search-index';

/** A condition on a table with the searchable text of tickets, one row `x` per ticket. */
export interface TicketTexts {
  table: SearchTable;
  condition: Condition;
}

/** Restricts tickets `t` to those whose row meets the condition. */
export const amongTexts = ({ table, condition }: TicketTexts, marked: number[]): Condition => {
  const [rows, ...ids] = withEachValue(upToDate(table, marked));
  const [sql, ...values] = withEachValue(condition);
  // Materialized, or a plan may look through the texts of marked tickets once for each ticket.
  const found = `select x.ticket_id from ${rows} x where ${sql}`;
  const once = marked.length === 0 ? found : `with found as materialized (${found}) select ticket_id from found`;
  return [`t.id in (${once})`, ...ids, ...values];
};
