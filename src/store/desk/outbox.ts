import type { Db } from '../../database/pool';

/** WHMCS's published hook points for tickets. Exactly one verb emits each. */
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

/** All hook points, including those beyond tickets. Exactly one verb emits each. */
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
 * Records an event in the transaction that caused it. It does not wait: the commit does.
 *
 * @param payload plain values, named as the published hook names them.
 */
export function recordEvent(db: Db, event: DeskEvent, payload: Record<string, unknown>, at: Date): void {
  db.send('insert into outbox (event, payload, created_at) values ($1, $2, $3)', [event, JSON.stringify(payload), at]);
}
