import type { Context } from '../calls/action';
import { detachBelonging } from '../store/tickets/detaching';

/**
 * Detaches a service or domain that moves to a client from all other clients' tickets. Waits for calls that are writing
 * tickets about it.
 */
export const releaseBelonging = (
  { db, now }: Context,
  what: 'service' | 'domain',
  id: number,
  clientId: number,
): Promise<void> => detachBelonging(db, what, id, clientId, now);
