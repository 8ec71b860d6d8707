import { SYSTEM } from '../access/caller';
import type { Db } from '../database/pool';
import { clock, type Desk } from '../desk/desk';
import { openQuietly } from '../desk/local-desk';
import { createLocalCall, type LocalAnswer } from '../doors/local';
import { asApiError } from '../errors';
import { type Changes, insertActivity } from '../store/desk/activity';
import { complain } from './print';

/** Opens the desk for one command, quietly, and closes it whatever happens. */
export async function withDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const { desk } = await openQuietly();
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

/** The same for a command that is one transaction. */
export const withTransaction = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
  withDesk(({ database }) => database.transaction('write', work));

/**
 * Says in the activity log what a command did that is no call of an action, in the transaction in which it did it.
 *
 * @param command its words, which are the name of what was done.
 * @param entry never a secret.
 */
export function tell(
  db: Db,
  command: string,
  what: string,
  entry: { clientId?: number | null; changes?: Changes } = {},
): void {
  insertActivity(db, {
    ...{ at: clock(), action: command, description: `${command}: ${what}`, ...entry },
    ...{ caller: SYSTEM.name, username: SYSTEM.username, address: '' },
  });
}

/** Runs an action as the program itself. It throws ApiError in the words of the action. */
export type Act = (action: string, params?: Record<string, unknown>) => Promise<LocalAnswer>;

/** The way into the desk for commands that are calls of actions. What goes wrong and is no refusal is written out whole. */
export function actOn({ callers, dispatcher, config }: Desk): Act {
  const call = createLocalCall({ callers, dispatcher, timeZone: config.desk.timeZone });
  return (action, params) =>
    call(action, params).catch((thrown: unknown) => {
      const error = asApiError(thrown);
      if (error.kind === 'internal') complain(error.cause);
      throw error;
    });
}

/** The same for a command that opens the desk for nothing else. */
export const withActions = <T>(work: (act: Act) => Promise<T>): Promise<T> => withDesk((desk) => work(actOn(desk)));

/** As many rows as there can be: lists give 25 where nobody says how many. */
export const ALL = 2 ** 31 - 1;

/** The same for a command that is one call. */
export const act: Act = (action, params) => withActions((run) => run(action, params));
