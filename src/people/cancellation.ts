import type { Context } from '../calls/action';

export const CANCELLATION_KINDS = ['Immediate', 'End of Billing Period'];

export interface Cancellation {
  serviceId: number;
  /** Whose the service is. */
  clientId: number;
  kind: string;
  reason: string;
}

/**
 * Writes down that a service is to be cancelled. Emits `CancellationRequest`.
 *
 * @returns false where that was asked for already.
 */
export async function requestCancellation(
  { db, now, emit }: Context,
  { serviceId, clientId, kind, reason }: Cancellation,
): Promise<boolean> {
  const written = await db.query(
    `insert into cancel_requests (service_id, kind, reason, created_at) values ($1, $2, $3, $4)
     on conflict (service_id) do nothing returning id`,
    [serviceId, kind, reason, now],
  );
  if (written.length === 0) return false;
  emit('CancellationRequest', { userid: clientId, relid: serviceId, reason, type: kind });
  return true;
}
