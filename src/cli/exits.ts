import { ConfigError } from '../config';
import { isUnavailable } from '../database/failures';
import { ApiError } from '../errors';
import { SysExit } from './sysexits';

/** The exit codes: 0 done, 1 refused, 2 used wrongly, 3 the desk cannot be opened. */
export const EXIT = { done: 0, refused: 1, usage: 2, unavailable: 3 };

/** The desk, in its current state, does not allow a command. For refusals that do not come from an action. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** The options of a command contradict each other. */
export class Misuse extends Error {
  override name = 'Misuse';
}

/** Turns an error into the message to print and the exit code. */
export function explain(error: unknown): { message: string; exit: number } {
  if (error instanceof SysExit) return { message: error.message, exit: error.exit };
  if (error instanceof Refusal) return { message: error.message, exit: EXIT.refused };
  if (error instanceof Misuse || error instanceof ConfigError) return { message: error.message, exit: EXIT.usage };
  if (error instanceof ApiError && error.kind !== 'unavailable') return { message: error.message, exit: EXIT.refused };
  const message = error instanceof Error ? error.message : String(error);
  // For a host with several addresses, Node throws an AggregateError, whose own message is empty.
  const reason = message || (error as NodeJS.ErrnoException).code || 'no reason given';
  // A refusal hides its cause from callers. Whoever runs the program needs it.
  if (error instanceof ApiError && error.cause instanceof Error) {
    return { message: `${reason} (${error.cause.message})`, exit: EXIT.unavailable };
  }
  return {
    message: isUnavailable(error) ? `The database cannot be reached: ${reason}` : reason,
    exit: EXIT.unavailable,
  };
}
