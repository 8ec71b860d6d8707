import type { Condition } from '../conditions';

/**
 * A condition on a table with the searchable text of tickets, one row `x` per ticket. Triggers maintain these tables.
 */
export interface TicketTexts {
  table: 'ticket_subjects' | 'ticket_words';
  condition: Condition;
}

/** Restricts tickets `t` to those whose row meets the condition. */
export const amongTexts = ({ table, condition: [sql, ...values] }: TicketTexts): Condition => [
  `t.id in (select x.ticket_id from ${table} x where ${sql})`,
  ...values,
];
