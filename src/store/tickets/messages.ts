import type { Db } from '../../database/pool';
import type { MessageFormat } from './tickets';

/**
 * Rewrites a message of a ticket, and changes its date if one is given. It does not wait: the commit does.
 */
export function updateMessage(
  db: Db,
  ticketId: number,
  message: { id: number; body: string; format: MessageFormat; createdAt?: Date | undefined },
  now: Date,
): void {
  db.send(
    `update messages set body = $3, format = $4, updated_at = $5, created_at = coalesce($6, created_at)
     where id = $1 and ticket_id = $2`,
    [message.id, ticketId, message.body, message.format, now, message.createdAt ?? null],
  );
}

/** Deletes a reply of a ticket with its files; the first message stays. It does not wait: the commit does. */
export function deleteReply(db: Db, ticketId: number, id: number): void {
  db.send('delete from messages where id = $1 and ticket_id = $2 and not is_first', [id, ticketId]);
}
