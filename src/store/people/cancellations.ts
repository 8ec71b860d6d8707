import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';

export interface NewCancelRequest {
  serviceId: number;
  kind: string;
  reason: string;
}

/** Records a request to cancel a service. @returns false if there is one already. */
export async function insertCancelRequest(db: Db, request: NewCancelRequest, now: Date): Promise<boolean> {
  const rows = await db.query(
    `insert into cancel_requests (service_id, kind, reason, created_at) values ($1, $2, $3, $4)
     on conflict (service_id) do nothing returning id`,
    [request.serviceId, request.kind, request.reason, now],
  );
  return rows.length > 0;
}

export interface CancelRequest extends NewCancelRequest {
  id: number;
  createdAt: Date;
}

const REQUESTS = {
  select: 'id, service_id as "serviceId", kind, reason, created_at as "createdAt"',
  from: 'cancel_requests',
  orderBy: 'id',
};

/** Lists a page of the requests, oldest first. */
export const listCancelRequests = (db: Db, page: Page): Promise<Listed<CancelRequest>> =>
  listPage<CancelRequest>(db, REQUESTS, [], page);
