import type { Context } from '../calls/action';
import { findSetting } from '../store/desk/settings';

/**
 * Whether a department is one of tickets that name none: the one that is set, or the one that would be if nobody had set
 * any.
 *
 * @param id of one that the call holds, so that whoever makes it the default meanwhile waits, or is seen.
 */
export async function isDefaultDepartment({ db, desk }: Context, id: number): Promise<boolean> {
  const set = await findSetting(db, 'TicketDefaultDepartment');
  return set === id || (desk.defaults ?? desk).defaultDepartmentId === id;
}
