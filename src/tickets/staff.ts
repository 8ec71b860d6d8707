import type { Context } from '../calls/action';
import { detachStaff } from '../store/tickets/detaching';

/**
 * Lets go of a member of staff who is about to be deleted: what they wrote keeps their name, and their tickets are
 * nobody's. Nothing is emitted, as where a ticket is taken from somebody.
 *
 * @param staff held, so that nothing new of theirs is written meanwhile.
 */
export function releaseStaff({ db, now }: Context, staff: { id: number; name: string }): void {
  detachStaff(db, staff, now);
}
