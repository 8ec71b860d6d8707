import type { Db } from '../../database/pool';

/** What a ticket that is split off has of its own. */
interface SplitRow {
  /** Numbers to try, best first. */
  numbers: string[];
  accessCode: string;
  subject: string;
  departmentId: number;
  statusId: number;
  now: Date;
}

/** SQL for the columns of a new ticket that stay those of the ticket it comes from. */
const KEPT = `priority_id, client_id, user_id, contact_id, requester_name, requester_email, requester_phone,
  requester_image, reply_address, service_id, domain_id, prevent_client_closure, type_id, category_id, source, source_name`;

/**
 * Inserts a ticket for the same requester as another one, about the same service or domain, and with the same people who
 * get copies. It has no message yet.
 *
 * @returns undefined if all numbers are taken
 */
export async function insertSplitTicket(
  db: Db,
  fromId: number,
  row: SplitRow,
): Promise<{ id: number; number: string } | undefined> {
  const [ticket] = await db.query<{ id: number; number: string }>(
    `with given as materialized (select nextval((select pg_get_serial_sequence('tickets', 'id')::regclass))::int as id),
     free as (
       select replace(number, '%i', given.id::text) as number
       from given, unnest($2::text[]) with ordinality as numbered (number, rank)
       where (select t.id from tickets t where t.number = replace(numbered.number, '%i', given.id::text)) is null
       order by rank limit 1)
     insert into tickets (id, number, access_code, subject, department_id, status_id, opener_kind, created_at, updated_at,
       last_reply_at, ${KEPT})
     select given.id, free.number, $3, $4, $5, $6, case when contact_id is not null then 'contact' when user_id is not null
         then 'user' when client_id is not null then 'client' else 'guest' end, $7, $7, $7, ${KEPT}
     from given, free, tickets t where t.id = $1
     on conflict (number) do nothing returning id, number`,
    [fromId, row.numbers, row.accessCode, row.subject, row.departmentId, row.statusId, row.now],
  );
  if (ticket === undefined) return undefined;
  db.send(
    `insert into recipients (ticket_id, kind, position, email)
     select $2, kind, position, email from recipients where ticket_id = $1`,
    [fromId, ticket.id],
  );
  return ticket;
}

/** Dates a ticket by its messages. It does not wait: the commit does. */
export function dateByMessages(db: Db, ticketId: number): void {
  db.send(
    `update tickets t set created_at = m.first, last_reply_at = m.last
     from (select min(created_at) as first, max(created_at) as last from messages where ticket_id = $1) m where t.id = $1`,
    [ticketId],
  );
}
