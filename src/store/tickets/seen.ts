import type { Db } from '../../database/pool';

/** Notes that a member of staff has seen a ticket, or that it shall count as unread to them. */
export function noteSeen(
  db: Db,
  { staffId, ticketId, now, isUnread }: { staffId: number; ticketId: number; now: Date; isUnread: boolean },
): void {
  db.send(
    `insert into ticket_seen (staff_id, ticket_id, seen_at, is_unread) values ($1, $2, $3, $4)
     on conflict (staff_id, ticket_id) do update set seen_at = excluded.seen_at, is_unread = excluded.is_unread`,
    [staffId, ticketId, now, isUnread],
  );
}
