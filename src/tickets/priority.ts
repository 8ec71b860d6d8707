import type { Context } from '../calls/action';
import { findSetting } from '../store/desk/settings';

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

/** Whether two names differ in nothing but letter case. */
export const isSameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
