import type { Context } from '../calls/action';
import { findSetting } from '../store/desk/settings';

/**
 * Whether a priority is one of tickets that name none, which is known by its name: the one that is set, or the one that
 * would be if nobody had set any.
 *
 * @param priority held by the call, so that whoever makes it the default meanwhile waits, or is seen.
 */
export async function isDefaultPriority({ db, desk }: Context, priority: { name: string }): Promise<boolean> {
  const set = await findSetting(db, 'TicketDefaultPriority');
  const names = [set, (desk.defaults ?? desk).defaultPriority];
  return names.some((name) => typeof name === 'string' && isSameName(name, priority.name));
}

/** Whether two names are the same but for the case of their letters. */
export const isSameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
