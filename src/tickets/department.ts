import type { Context } from '../calls/action';
import { findSetting } from '../store/desk/settings';

/**
 * Whether a department is the default for tickets that name none: by the setting, or by the environment, which counts
 * again once the setting is reset.
 *
 * @param id of a department whose row the call has locked, so that a concurrent call that makes it the default waits or
 * is seen.
 */
export async function isDefaultDepartment({ db, desk }: Context, id: number): Promise<boolean> {
  const set = await findSetting(db, 'TicketDefaultDepartment');
  return set === id || (desk.defaults ?? desk).defaultDepartmentId === id;
}
