import type { Condition } from '../conditions';

/** What is asked of a table that has one row `x` for each ticket, with what is searched of it. Triggers keep them. */
export interface TicketTexts {
  table: 'ticket_subjects' | 'ticket_words';
  /** What must be true of its rows. */
  hold: Condition;
}

/** The tickets `t` that have such a row. */
export const amongTexts = ({ table, hold: [sql, ...values] }: TicketTexts): Condition => [
  `t.id in (select x.ticket_id from ${table} x where ${sql})`,
  ...values,
];
