import type { Context } from '../calls/action';
import { isSameName } from '../store/desk/named';
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

/**
 * Whether a priority, identified by its name, is the default for tickets that name none: by the setting, or by the
 * environment, which counts again once the setting is reset.
 *
 * @param priority whose row the call has locked, so that a concurrent call that makes it the default waits or is seen.
 */
export async function isDefaultPriority({ db, desk }: Context, priority: { name: string }): Promise<boolean> {
  const set = await findSetting(db, 'TicketDefaultPriority');
  const names = [set, (desk.defaults ?? desk).defaultPriority];
  return names.some((name) => typeof name === 'string' && isSameName(name, priority.name));
}
