import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';

export type DeliveryState = 'waiting' | 'retrying' | 'delivered' | 'dead';

/** A delivery in a list. */
export interface DeliveryRow {
  id: number;
  listener: string;
  event: string;
  /** The event's number; null for a test. */
  sequence: number | null;
  ticketId: number | null;
  state: DeliveryState;
  attempts: number;
  /** When the next attempt is due; null if there is none, or if it waits for an earlier event of its ticket. */
  dueAt: Date | null;
  /** What the last attempt said; empty before the first. */
  text: string;
  createdAt: Date;
  finishedAt: Date | null;
}

/** One attempt, as its log tells. */
export interface LoggedAttempt {
  at: string;
  /** Absent where the process that made it ended. */
  attempt?: number;
  outcome: string;
  text: string;
  ms?: number;
  /** Of a webhook. */
  status?: number;
  answer?: string;
}

interface WholeDelivery extends DeliveryRow {
  log: LoggedAttempt[];
  request: string | null;
  isClaimed: boolean;
}

const DELIVERIES = {
  select: `id, listener, event, sequence, ticket_id as "ticketId", state, attempts,
    case when state in ('waiting', 'retrying') and due_at <> 'infinity' then due_at end as "dueAt",
    coalesce(log->-1->>'text', '') as text, created_at as "createdAt", finished_at as "finishedAt"`,
  from: 'deliveries',
  orderBy: 'id desc',
};

/** Which deliveries; undefined members exclude none. */
interface DeliveryFilter {
  listener: string | undefined;
  state: DeliveryState | undefined;
  event: string | undefined;
  ticketId: number | undefined;
  /** Only those about tickets that are in these departments. */
  departmentIds: number[] | undefined;
}

/** Those about tickets of some departments. A request has the ticket's text. */
export const OF_DEPARTMENTS = 'ticket_id in (select id from tickets where department_id = any(?::int[]))';

/** Lists a page of the deliveries, newest first. */
export const listDeliveries = (db: Db, filter: DeliveryFilter, page: Page): Promise<Listed<DeliveryRow>> =>
  listPage<DeliveryRow>(
    db,
    DELIVERIES,
    [
      ['listener = ?', filter.listener],
      ['state = ?', filter.state],
      ['lower(event) = lower(?)', filter.event],
      ['ticket_id = ?', filter.ticketId],
      [OF_DEPARTMENTS, filter.departmentIds],
    ],
    page,
  );

/**
 * Finds a delivery with all its attempts.
 *
 * @param departmentIds the departments that its ticket must be in; null for any, and for what has no ticket
 */
export async function findDelivery(
  db: Db,
  id: number,
  departmentIds: number[] | null,
): Promise<WholeDelivery | undefined> {
  const [row] = await db.query<WholeDelivery>(
    `select ${DELIVERIES.select}, log, request, claimed_by is not null as "isClaimed" from deliveries
     where id = $1 and ($2::int[] is null or ${OF_DEPARTMENTS.replace('?', '$2')})`,
    [id, departmentIds],
  );
  return row;
}
