import type { Db } from '../../database/pool';
import { jsonRows } from '../json-rows';

/** WHMCS's published hook points for tickets. Exactly one verb emits each. */
const TICKET_EVENTS = [
  'TicketOpen',
  'TicketOpenAdmin',
  'TicketUserReply',
  'TicketAdminReply',
  'TicketAddNote',
  'TicketStatusChange',
  'TicketClose',
  'TicketPriorityChange',
  'TicketDepartmentChange',
  'TicketFlagged',
  'TicketSubjectChange',
  'TicketDelete',
  'TicketDeleteReply',
  'TicketMerge',
] as const;

/** What WHMCS has no hook point for. Exactly one verb emits each. */
const OWN_TICKET_EVENTS = [
  'TicketRated',
  'TicketReplyRated',
  'TicketSnoozed',
  'TicketUnsnoozed',
  'TicketReplyScheduled',
  'TicketReplyStopped',
  'TicketReplyCancelled',
  'TicketRestore',
  'TicketUnmerge',
  'TicketSplit',
] as const;

/** All hook points, including those beyond tickets. Exactly one verb emits each. */
export const DESK_EVENTS = [
  ...TICKET_EVENTS,
  ...OWN_TICKET_EVENTS,
  'ClientAdd',
  'ClientEdit',
  'ClientClose',
  'ClientDelete',
  'ContactAdd',
  'ContactEdit',
  'ContactDelete',
  'UserAdd',
  'UserEdit',
  'UserChangePassword',
  'UserLogin',
  'UserLogout',
  'CancellationRequest',
  'AnnouncementAdd',
  'AnnouncementEdit',
  'EmailPreSend',
  'NotificationPreSend',
] as const;

/** What clients may know of their tickets. Notes, assignments and what happens to other tickets are the staff's own. */
export const CLIENT_EVENTS: DeskEvent[] = [
  'TicketOpen',
  'TicketOpenAdmin',
  'TicketUserReply',
  'TicketAdminReply',
  'TicketStatusChange',
  'TicketClose',
  'TicketPriorityChange',
  'TicketDepartmentChange',
  'TicketSubjectChange',
  'TicketDeleteReply',
];

type TicketEvent = (typeof TICKET_EVENTS)[number] | (typeof OWN_TICKET_EVENTS)[number];
export type DeskEvent = (typeof DESK_EVENTS)[number];

/** An event for a statement that records it together with something else. */
export interface EventRow {
  name: TicketEvent;
  payload: Record<string, unknown>;
}

/**
 * Records an event in the transaction that caused it. It does not wait: the commit does.
 *
 * The transaction must have its number before the event's id is drawn (`store/deliveries/events.ts` relies on it), so
 * the number comes from a subquery.
 *
 * @param payload plain values, named as the published hook names them.
 */
export function recordEvent(db: Db, event: DeskEvent, payload: Record<string, unknown>, at: Date): void {
  db.send(
    `with own as materialized (select pg_current_xact_id() as xid)
     insert into outbox (event, payload, created_at, xid) select $1, $2::jsonb, $3::timestamptz, xid from own`,
    [event, JSON.stringify(payload), at],
  );
}

/** The same for many events, in their order. It does not wait: the commit does. */
export function recordEvents(db: Db, events: EventRow[], at: Date): void {
  if (events.length === 0) return;
  db.send(
    `with own as materialized (select pg_current_xact_id() as xid)
     insert into outbox (event, payload, created_at, xid)
     select e.name, e.payload, $2::timestamptz, xid from own,
       rows from (json_to_recordset($1) as (name text, payload jsonb)) with ordinality as e (name, payload, rank)
     order by rank`,
    [jsonRows(events.map(({ name, payload }) => ({ name, payload }))), at],
  );
}
