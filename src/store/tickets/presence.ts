import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';
import { nameOf } from '../people/people';

/** The channel that tells every process that somebody came to a ticket, began or ended typing, or left. */
export const PRESENCE_CHANNEL = 'hatchdesk_presence';

/** Somebody who is looking at a ticket. */
export interface Present {
  ticketId: number;
  staffId: number;
  name: string;
  since: Date;
  isTyping: boolean;
  expiresAt: Date;
}

/** Who is where, and until when. */
interface Presence {
  ticketId: number;
  staffId: number;
  now: Date;
  expiresAt: Date;
  /** The same as `now` for somebody who does not type. */
  typingUntil: Date;
}

/** How much later somebody must expire than the row says, for the row to be written again. */
const WORTH_WRITING = `interval '5 seconds'`;

/**
 * Notes that somebody is at a ticket. Others are told if that is new to them. Nothing is written while the row says
 * nearly the same, so that several tabs of a person cost no more than one.
 */
export function notePresence(db: Db, { ticketId, staffId, now, expiresAt, typingUntil }: Presence): void {
  db.send(
    `with before as (
       select expires_at > $3 as is_there, typing_until > $3 as is_typing from ticket_presence
       where ticket_id = $1 and staff_id = $2),
     written as (
       insert into ticket_presence as p (ticket_id, staff_id, since, typing_until, expires_at)
       values ($1, $2, $3, $4, $5)
       on conflict (ticket_id, staff_id) do update set
         since = case when p.expires_at > $3 then p.since else excluded.since end,
         typing_until = excluded.typing_until, expires_at = excluded.expires_at
       where p.expires_at < excluded.expires_at - ${WORTH_WRITING}
         or p.typing_until < excluded.typing_until - ${WORTH_WRITING}
         or (p.typing_until > $3) <> (excluded.typing_until > $3))
     select pg_notify('${PRESENCE_CHANNEL}', '')
     where not exists (select from before where is_there and is_typing = ($4::timestamptz > $3))`,
    [ticketId, staffId, now, typingUntil, expiresAt],
  );
}

/** Notes that somebody left a ticket. Others are told if that is new to them. */
export function endPresence(db: Db, ticketId: number, staffId: number): void {
  db.send(
    `with gone as (delete from ticket_presence where ticket_id = $1 and staff_id = $2 returning 1)
     select pg_notify('${PRESENCE_CHANNEL}', '') from gone`,
    [ticketId, staffId],
  );
}

/**
 * Finds a ticket at which somebody may be. For a merged ticket, it is the ticket it was merged into.
 *
 * @param departmentIds the departments that it may be in; null for all
 * @returns its id; undefined if there is none, or it is in another department
 */
export async function findTicketToSee(
  db: Db,
  ticketId: number,
  departmentIds: number[] | null,
): Promise<number | undefined> {
  const [ticket] = await db.query<{ id: number }>(
    `select id from tickets
     where id = (select coalesce(merged_into_id, id) from tickets where id = $1) and merged_into_id is null
       and deleted_at is null and ($2::int[] is null or department_id = any($2))`,
    [ticketId, departmentIds],
  );
  return ticket?.id;
}

/**
 * Lists who is at which ticket, by ticket and then in the order in which they came.
 *
 * @param ticketIds only at these; null for all
 * @param departmentIds only at tickets in these departments; null for all
 */
export const listPresent = (
  db: Db,
  { ticketIds, departmentIds, now }: { ticketIds: number[] | null; departmentIds: number[] | null; now: Date },
): Promise<Present[]> =>
  db.query<Present>(
    `select p.ticket_id as "ticketId", p.staff_id as "staffId", ${nameOf.staff('s')} as name, p.since,
       p.typing_until > $3 as "isTyping", p.expires_at as "expiresAt"
     from ticket_presence p
       join staff s on s.id = p.staff_id
       join tickets t on t.id = p.ticket_id
     where p.expires_at > $3 and not s.disabled and t.deleted_at is null and t.merged_into_id is null
       and ($1::int[] is null or p.ticket_id = any($1))
       and ($2::int[] is null or t.department_id = any($2))
     order by p.ticket_id, p.since, p.staff_id`,
    [ticketIds, departmentIds, now],
  );

/** Deletes the rows of browsers that left without a word, some at a time. @returns how many it deleted */
export const forgetOldPresence = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'ticket_presence', `expires_at <= $1::timestamptz - interval '1 hour'`, [now]);
