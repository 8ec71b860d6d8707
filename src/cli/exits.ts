import { ConfigError } from '../config';
import { isUnavailable } from '../database/failures';
import { ApiError, type ErrorKind } from '../errors';

/** What the command line ends with: 0 done, 1 refused, 2 what was typed is wrong, 3 the desk cannot be opened. */
export const EXIT = { done: 0, refused: 1, usage: 2, unavailable: 3 };

/** Why a command that was typed well cannot be done on the desk as it is. What was typed wrong is an ApiError. */
export class Refusal extends Error {
  override name = 'Refusal';
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
