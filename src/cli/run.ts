import { type Command, InvalidArgumentError } from 'commander';
import { SYSTEM } from '../callers';
import { ConfigError } from '../config';
import { isUnavailable } from '../database/failures';
import type { Db } from '../database/pool';
import { clock, type Desk } from '../desk';
import { createLocalCall, type LocalAnswer } from '../doors/local';
import { ApiError, asApiError, type ErrorKind } from '../errors';
import { openQuietly } from '../local-desk';
import { type Changes, insertActivity } from '../store/activity';

/** What the command line ends with: 0 done, 1 refused, 2 what was typed is wrong, 3 the desk cannot be opened. */
export const EXIT = { done: 0, refused: 1, usage: 2, unavailable: 3 };

/** Why a command that was typed well cannot be done on the desk as it is. What was typed wrong is an ApiError. */
export class Refusal extends Error {
  override name = 'Refusal';
}

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

/** The same for a command that is one call. */
export const act: Act = (action, params) => withActions((run) => run(action, params));

/** Rows of an answer, which nobody described to the compiler. */
export type Row = Record<string, unknown>;

/** The list in an answer, `{statuses: {status: [...]}}`; undefined where it has none. */
export function rowsOf(answer: LocalAnswer): Row[] | undefined {
  for (const value of Object.values(answer)) {
    const [items] = typeof value === 'object' && value !== null ? Object.values(value) : [];
    if (Array.isArray(items)) return items as Row[];
  }
  return undefined;
}

/** Writes about something that went wrong. */
export const complain = (failure: unknown): void => {
  process.stderr.write(`${failure}\n`);
};

/** Writes a line for whoever typed the command. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints rows for people, or as JSON with `--json`. */
export function print(command: Command, value: Row | Row[]): void {
  const asJson = command.optsWithGlobals<{ json?: boolean }>().json === true;
  say(asJson ? JSON.stringify(value, null, 2) : table(Array.isArray(value) ? value : [value]));
}

function table(rows: Row[]): string {
  if (rows.length === 0) return 'none';
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const padded = lines.map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '));
  return padded.map((line) => line.trimEnd()).join('\n');
}

function cell(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

/** Says why a command failed and which exit code tells it. */
export function explain(error: unknown): { message: string; exit: number } {
  if (error instanceof Refusal) return { message: error.message, exit: EXIT.refused };
  if (error instanceof ConfigError) return { message: error.message, exit: EXIT.usage };
  if (error instanceof ApiError) return { message: error.message, exit: EXIT_OF[error.kind] };
  const message = error instanceof Error ? error.message : String(error);
  // A host with several addresses fails with an error for each, and with no message of its own.
  const reason = message || (error as NodeJS.ErrnoException).code || 'no reason given';
  return {
    message: isUnavailable(error) ? `The database cannot be reached: ${reason}` : reason,
    exit: EXIT.unavailable,
  };
}

/** What was typed is wrong, or the desk does not get on: every kind of failure has its exit code. */
const EXIT_OF: Record<ErrorKind, number> = {
  malformed: EXIT.usage,
  wrong_method: EXIT.usage,
  too_large: EXIT.usage,
  unauthenticated: EXIT.usage,
  forbidden: EXIT.usage,
  no_action: EXIT.usage,
  unknown_action: EXIT.usage,
  invalid: EXIT.usage,
  not_found: EXIT.usage,
  conflict: EXIT.refused,
  too_many: EXIT.refused,
  busy: EXIT.refused,
  internal: EXIT.refused,
  unavailable: EXIT.unavailable,
};

/** Reads a comma list. */
export const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/** Reads a whole number that is not negative. */
export function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}

/** Reads a text in which there must be something: an empty one would count as none, and mean something else. */
export function filled(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('must not be empty');
  return text;
}
