/** The values that differ from ticket to ticket. */
export const FIELDS = ['number', 'accessCode', 'departmentId', 'subject', 'name', 'email', 'body'] as const;

export type Field = (typeof FIELDS)[number];

/**
 * One OpenTicket as one statement. It inserts the rows that the server writes (a guest's ticket, its first message and
 * the event) without the lookups that come before.
 *
 * @param placeholder writes a parameter in the client's syntax.
 */
export function insertStatement(placeholder: (field: Field) => string): string {
  const [number, accessCode, departmentId, subject, name, email, body] = FIELDS.map(placeholder);
  return `with ticket as (
      insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind,
        requester_name, requester_email, created_at, last_reply_at, updated_at)
      values (${number}, ${accessCode}, ${departmentId}, ${subject}, 1, 2, 'guest', ${name}, ${email}, now(), now(), now())
      returning id, number, department_id, subject),
    message as (
      insert into messages (ticket_id, is_first, author_kind, author_name, author_email, body, created_at)
      select id, true, 'guest', ${name}, ${email}, ${body}, now() from ticket returning id),
    event as (
      insert into outbox (event, payload, created_at)
      select 'TicketOpen', json_build_object('ticketid', ticket.id, 'ticketmask', ticket.number, 'userid', 0,
        'deptid', ticket.department_id, 'deptname', 'Support', 'subject', ticket.subject, 'priority', 'Medium',
        'messageid', message.id, 'noemail', false), now()
      from ticket, message)
    select id from ticket`;
}
