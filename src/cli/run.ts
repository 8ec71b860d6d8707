import { type Command, InvalidArgumentError } from 'commander';
import { SYSTEM } from '../caller';
import { ConfigError } from '../config';
import { isUnavailable } from '../database/failures';
import type { Db } from '../database/pool';
import { clock, type Desk } from '../desk';
import type { LocalAnswer, LocalApi } from '../doors/local';
import { ApiError } from '../errors';
import { localApiInto, openQuietly } from '../local-desk';
import { type Changes, insertActivity } from '../store/activity';

/** What the command line ends with: 0 done, 1 refused, 2 called wrongly, 3 the desk cannot be opened. */
export const EXIT = { done: 0, refused: 1, usage: 2, unavailable: 3 };

/** A refusal in words for whoever typed the command. */
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
export const withTransaction = <T>(work: (db: Db, desk: Desk) => Promise<T>): Promise<T> =>
  withDesk((desk) => desk.database.transaction('write', (db) => work(db, desk)));

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
  entry: { clientId?: number | null; userId?: number; changes?: Changes } = {},
): void {
  insertActivity(db, {
    ...{ at: clock(), action: command, description: `${command}: ${what}`, ...entry },
    ...{ caller: SYSTEM.name, username: SYSTEM.username, address: '' },
  });
}

/** The way into the desk for commands that are calls of actions. */
export const localApiOf = (desk: Desk): LocalApi =>
  localApiInto(desk, (failure) => process.stderr.write(`${failure}\n`));

/**
 * Runs one action as the program itself.
 *
 * @throws Refusal in the words of the action.
 */
export function act(action: string, params: Record<string, unknown> = {}): Promise<LocalAnswer> {
  return withDesk(async (desk) => accepted(await localApiOf(desk)(action, params)));
}

/** @throws Refusal in the words of an answer that is none. */
export function accepted(answer: LocalAnswer): LocalAnswer {
  if (answer.result !== 'success') throw new Refusal(String(answer.message));
  return answer;
}

/** Writes a line for whoever typed the command. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints rows for people, or as JSON with `--json`. */
export function print(command: Command, value: Record<string, unknown> | Record<string, unknown>[]): void {
  const asJson = command.optsWithGlobals<{ json?: boolean }>().json === true;
  say(asJson ? JSON.stringify(value, null, 2) : table(Array.isArray(value) ? value : [value]));
}

function table(rows: Record<string, unknown>[]): string {
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
  if (error instanceof ApiError) {
    return { message: error.message, exit: error.kind === 'unavailable' ? EXIT.unavailable : EXIT.refused };
  }
  const message = error instanceof Error ? error.message : String(error);
  // A host with several addresses fails with an error for each, and with no message of its own.
  const reason = message || (error as NodeJS.ErrnoException).code || 'no reason given';
  return {
    message: isUnavailable(error) ? `The database cannot be reached: ${reason}` : reason,
    exit: EXIT.unavailable,
  };
}

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
