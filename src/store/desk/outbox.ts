import type { Db } from '../../database/pool';

/** The published hook points that a ticket's life passes; each is emitted by exactly one verb. */
export type TicketEvent =
  | 'TicketOpen'
  | 'TicketOpenAdmin'
  | 'TicketUserReply'
  | 'TicketAdminReply'
  | 'TicketAddNote'
  | 'TicketStatusChange'
  | 'TicketClose'
  | 'TicketPriorityChange'
  | 'TicketDepartmentChange'
  | 'TicketFlagged'
  | 'TicketSubjectChange'
  | 'TicketDelete'
  | 'TicketDeleteReply'
  | 'TicketMerge';

/** The published hook points beyond tickets; each is emitted by exactly one verb too. */
export type DeskEvent =
  | TicketEvent
  | 'ClientAdd'
  | 'ClientEdit'
  | 'ClientClose'
  | 'ClientDelete'
  | 'ContactAdd'
  | 'ContactEdit'
  | 'ContactDelete'
  | 'UserAdd'
  | 'UserEdit'
  | 'UserChangePassword'
  | 'CancellationRequest'
  | 'AnnouncementAdd'
  | 'AnnouncementEdit'
  | 'EmailPreSend'
  | 'NotificationPreSend';

/**
 * Writes that something happened, in the transaction in which it happened. It does not wait: the commit does.
 *
 * @param payload plain values under the published hook's own names.
 */
export function recordEvent(db: Db, event: DeskEvent, payload: Record<string, unknown>, at: Date): void {
  db.send('insert into outbox (event, payload, created_at) values ($1, $2, $3)', [event, JSON.stringify(payload), at]);
}
