import { SYSTEM } from '../access/caller';
import type { Db } from '../database/pool';
import { clock, type Desk } from '../desk/desk';
import { openQuietly } from '../desk/local-desk';
import { createLocalCall, type LocalAnswer } from '../doors/local';
import { asApiError } from '../errors';
import { type Changes, insertActivity } from '../store/desk/activity';
import { complain } from './print';

/** Opens the desk for one command without log lines, and always closes it. */
export async function withDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const { desk } = await openQuietly();
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

/** Opens the desk for a command that is a single transaction. */
export const withTransaction = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
  withDesk(({ database }) => database.transaction('write', work));

/**
 * Records a command that calls no action in the activity log, within the command's own transaction.
 *
 * @param command the words of the command, such as `token create`, which the log shows as the action
 * @param entry must not contain secrets
 */
export function recordCommand(
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

/** Runs an action as the program itself. It throws the action's own ApiError. */
export type Act = (action: string, params?: Record<string, unknown>) => Promise<LocalAnswer>;

/** Returns a function that runs actions on an open desk. It prints internal failures in full. */
export function actOn({ callers, dispatcher, config }: Desk): Act {
  const call = createLocalCall({ callers, dispatcher, timeZone: config.desk.timeZone });
  return (action, params) =>
    call(action, params).catch((thrown: unknown) => {
      const error = asApiError(thrown);
      if (error.kind === 'internal') complain(error.cause);
      throw error;
    });
}

/** Opens the desk for a command that only runs actions. */
export const withActions = <T>(work: (act: Act) => Promise<T>): Promise<T> => withDesk((desk) => work(actOn(desk)));

/** The limit to get every row: without a limit, lists return 25. */
export const ALL = 2 ** 31 - 1;

/** Opens the desk for a command that runs a single action. */
export const act: Act = (action, params) => withActions((run) => run(action, params));
