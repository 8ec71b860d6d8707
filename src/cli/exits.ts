import { ConfigError } from '../config';
import { isUnavailable } from '../database/failures';
import { ApiError } from '../errors';

/** What the command line ends with: 0 done, 1 refused, 2 called wrongly, 3 the desk cannot be opened. */
export const EXIT = { done: 0, refused: 1, usage: 2, unavailable: 3 };

/** Why a command cannot be done on the desk as it is, where no action says so. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** What of a command's options does not go together. */
export class Misuse extends Error {
  override name = 'Misuse';
}

/** Says why a command failed and which exit code tells it. */
export function explain(error: unknown): { message: string; exit: number } {
  if (error instanceof Refusal) return { message: error.message, exit: EXIT.refused };
  if (error instanceof Misuse || error instanceof ConfigError) return { message: error.message, exit: EXIT.usage };
  if (error instanceof ApiError && error.kind !== 'unavailable') return { message: error.message, exit: EXIT.refused };
  const message = error instanceof Error ? error.message : String(error);
  // A host with several addresses fails with an error for each, and with no message of its own.
  const reason = message || (error as NodeJS.ErrnoException).code || 'no reason given';
  return {
    message: isUnavailable(error) ? `The database cannot be reached: ${reason}` : reason,
    exit: EXIT.unavailable,
  };
}
