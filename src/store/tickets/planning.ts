import type { Db } from '../../database/pool';
import type { Named } from '../desk/named';
import { ORDER_OF_TAGS } from './tags';

/** How the work on a ticket is planned. */
export interface TicketPlan {
  /** In their order. */
  tags: string[];
  cc: string[];
  dueAt: Date | null;
  /** Until when it is snoozed, or was. */
  frozenUntil: Date | null;
  category: Named | null;
  type: Named;
}

/** Reads how the work on a ticket is planned. */
export async function readPlan(db: Db, ticketId: number): Promise<TicketPlan | undefined> {
  const [row] = await db.query<TicketPlan>(
    `select array(select g.name from ticket_tags tt join tags g on g.id = tt.tag_id
         where tt.ticket_id = t.id order by ${ORDER_OF_TAGS}) as tags,
       array(select r.email from recipients r where r.ticket_id = t.id and r.kind = 'cc' order by r.position) as cc,
       t.due_at as "dueAt", t.frozen_until as "frozenUntil",
       case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as category,
       json_build_object('id', t.type_id, 'name', coalesce(y.name, '')) as type
     from tickets t left join categories k on k.id = t.category_id left join ticket_types y on y.id = t.type_id
     where t.id = $1`,
    [ticketId],
  );
  return row;
}

/** Sets when a ticket is to be done. It does not wait: the commit does. */
export function writeDueDate(db: Db, ticketId: number, dueAt: Date | null): void {
  db.send('update tickets set due_at = $2 where id = $1', [ticketId, dueAt]);
}

/** A snoozed ticket that comes back. */
interface Woken {
  id: number;
  clientId: number | null;
  frozenUntil: Date;
}

/** Whether any snoozed ticket is to come back. */
export async function isAnyToWake(db: Db, now: Date): Promise<boolean> {
  return (await db.query(`select 1 from tickets where ${IS_OVER} limit 1`, [now])).length > 0;
}

/** Marks one snoozed ticket whose time has come as back. @returns undefined if there is none that nobody else marks */
export async function wakeOne(db: Db, now: Date): Promise<Woken | undefined> {
  const [row] = await db.query<Woken>(
    `update tickets set woken_until = frozen_until, updated_at = greatest(updated_at, $1) where id = (
       select id from tickets where ${IS_OVER} order by frozen_until limit 1 for no key update skip locked)
     returning id, client_id as "clientId", frozen_until as "frozenUntil"`,
    [now],
  );
  return row;
}

/**
 * The condition of the index `tickets_snoozed`, and that the time has come. Deleted and merged tickets sleep on, but not in
 * the words of the other indexes of tickets: until a new desk has its first statistics, PostgreSQL took one of those, and
 * read 30,000 tickets in 17 ms each second.
 */
const IS_OVER = `frozen_until is not null and woken_until is distinct from frozen_until and frozen_until <= $1
  and num_nonnulls(deleted_at, merged_into_id) = 0`;
