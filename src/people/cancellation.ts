import type { Context } from '../calls/action';
import { insertCancelRequest, type NewCancelRequest } from '../store/people/cancellations';

export const CANCELLATION_KINDS = ['Immediate', 'End of Billing Period'];

interface Cancellation extends NewCancelRequest {
  /** The owner of the service. */
  clientId: number;
}

/**
 * Records a request to cancel a service. Emits `CancellationRequest`.
 *
 * @returns false if there is a request for that service already.
 */
export async function requestCancellation(
  { db, now, emit }: Context,
  { clientId, ...request }: Cancellation,
): Promise<boolean> {
  if (!(await insertCancelRequest(db, request, now))) return false;
  const { serviceId, kind, reason } = request;
  emit('CancellationRequest', { userid: clientId, relid: serviceId, reason, type: kind });
  return true;
}
