import type { Context } from '../calls/action';
import { detachStaff } from '../store/tickets/detaching';

/**
 * Removes a member of staff, who is about to be deleted, from tickets: what they wrote keeps their name, and their
 * tickets are unassigned. Emits nothing, like every unassignment.
 *
 * @param staff whose row is locked, so that they write nothing new in the meantime.
 */
export function releaseStaff({ db, now }: Context, staff: { id: number; name: string }): void {
  detachStaff(db, staff, now);
}
