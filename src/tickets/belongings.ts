import type { Context } from '../calls/action';
import { detachBelonging } from '../store/tickets/detaching';

/**
 * A service or a domain goes to a client: tickets of others are no longer about it. Waits for tickets that are being
 * written about it.
 */
export const letTicketsGo = (
  { db, now }: Context,
  what: 'service' | 'domain',
  id: number,
  clientId: number,
): Promise<void> => detachBelonging(db, what, id, clientId, now);
