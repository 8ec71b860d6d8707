/** Made by `npm run generate` from schemas/StartBulkChange.json; changes belong there. */

/**
 * Change many tickets at once, or answer all of them. Up to 50 tickets are changed before the call is answered, more in the background: GetBulkChange tells how far it is. Each ticket has the events, mails and entries in the activity log that its own call would cause. Tickets that the caller does not work on fail as if they did not exist. Answers wait for ten seconds, during which UndoBulkChange takes them back
 */
export interface StartBulkChange {
  /**
   * The ids of the tickets, at most 50000: a comma-separated list or an array. The id of a merged ticket is not found
   */
  ticketids?: string | (string | number)[];
  /**
   * All tickets that this query of GetTickets finds, instead of their ids, as they are at this moment
   */
  query?: string;
  /**
   * The status to set
   */
  status?: string;
  /**
   * Whether to set the status Closed, however it is called
   */
  close?: boolean;
  /**
   * The administrator to assign them to: an id or a user name; 0 for nobody
   */
  flag?: string;
  /**
   * The id of the department to move them to
   */
  deptid?: number;
  /**
   * The priority: Low, Medium or High
   */
  priority?: string;
  /**
   * Tags to add: a comma-separated list or an array
   */
  addtags?: string | (string | number)[];
  /**
   * Tags to remove: a comma-separated list or an array
   */
  removetags?: string | (string | number)[];
  /**
   * An answer to each ticket, with variables: {$client_name}, {$client_first_name}, {$client_email}, {$ticket_id}, {$ticket_subject}, {$ticket_department}, {$ticket_status}, {$ticket_priority}, {$admin_name}, {$company_name}
   */
  message?: string;
  /**
   * Whether the answer is Markdown
   */
  markdown?: boolean;
  /**
   * Whether to suppress the e-mail about answered and closed tickets
   */
  noemail?: boolean;
  /**
   * The id of the ticket to merge all others into, at most 500
   */
  mergeinto?: number;
  /**
   * Whether to delete them, in a way that can be undone
   */
  delete?: boolean;
  /**
   * Whether to block the guests who opened them, and delete them
   */
  spam?: boolean;
}

/**
 * What StartBulkChange is called with
 */
export interface StartBulkChangeCall {
  /**
   * The ids of the tickets, at most 50000: a comma-separated list or an array. The id of a merged ticket is not found
   */
  ticketids?: unknown;
  /**
   * All tickets that this query of GetTickets finds, instead of their ids, as they are at this moment
   */
  query?: string;
  /**
   * The status to set
   */
  status?: string;
  /**
   * Whether to set the status Closed, however it is called
   */
  close?: boolean;
  /**
   * The administrator to assign them to: an id or a user name; 0 for nobody
   */
  flag?: string;
  /**
   * The id of the department to move them to
   */
  deptid?: number | `${number}`;
  /**
   * The priority: Low, Medium or High
   */
  priority?: string;
  /**
   * Tags to add: a comma-separated list or an array
   */
  addtags?: unknown;
  /**
   * Tags to remove: a comma-separated list or an array
   */
  removetags?: unknown;
  /**
   * An answer to each ticket, with variables: {$client_name}, {$client_first_name}, {$client_email}, {$ticket_id}, {$ticket_subject}, {$ticket_department}, {$ticket_status}, {$ticket_priority}, {$admin_name}, {$company_name}
   */
  message?: string;
  /**
   * Whether the answer is Markdown
   */
  markdown?: boolean;
  /**
   * Whether to suppress the e-mail about answered and closed tickets
   */
  noemail?: boolean;
  /**
   * The id of the ticket to merge all others into, at most 500
   */
  mergeinto?: number | `${number}`;
  /**
   * Whether to delete them, in a way that can be undone
   */
  delete?: boolean;
  /**
   * Whether to block the guests who opened them, and delete them
   */
  spam?: boolean;
}

/**
 * What StartBulkChange answers
 */
export interface StartBulkChangeAnswer {
  bulkid: number;
  state: string;
  changes: {
    status?: string;
    flag?: number;
    flagname?: string;
    deptid?: number;
    deptname?: string;
    priority?: string;
    addtags?: string;
    removetags?: string;
    mergeinto?: number;
    delete?: boolean;
    spam?: boolean;
    message?: string;
  };
  admin: string;
  total: number;
  done: number;
  failed: number;
  undone: number;
  kept: number;
  canundo: boolean;
  begins: string;
  finished: string;
}
