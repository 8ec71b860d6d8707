import type { Db } from '../../database/pool';

/** How many tickets a client has, by status; deleted and merged ones left out. */
export const countClientTickets = (db: Db, clientId: number): Promise<{ statusId: number; count: number }[]> =>
  db.query(
    `select status_id as "statusId", count(*) as count from tickets
     where client_id = $1 and merged_into_id is null and deleted_at is null group by status_id`,
    [clientId],
  );

/** A ticket in its client's list. */
export interface ClientTicket {
  number: string;
  subject: string;
  statusId: number;
  department: string;
  lastReplyAt: Date;
  viewedByClient: boolean;
}

/** What a client's list shows of tickets, in the order of their ids. */
export const listClientTickets = (db: Db, ids: number[]): Promise<ClientTicket[]> =>
  db.query(
    `select t.number, t.subject, t.status_id as "statusId", d.name as department, t.last_reply_at as "lastReplyAt",
       t.viewed_by_client as "viewedByClient"
     from unnest($1::int[]) with ordinality as wanted (id, place)
       join tickets t on t.id = wanted.id join departments d on d.id = t.department_id
     order by place`,
    [ids],
  );
