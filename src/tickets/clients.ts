import type { Context } from '../calls/action';
import { invalid, notFound } from '../errors';
import type { CustomField } from '../store/tickets/custom-fields';

/**
 * The client whom a call is for: the one who calls, where the caller is one; whoever it names otherwise.
 *
 * @throws ApiError (not_found) `Client ID Not Found` where a client names another.
 */
export function clientFor(caller: Context['caller'], named: number | undefined): number | undefined {
  if (caller.clientId === null) return named;
  if (named !== undefined && named !== caller.clientId) throw notFound('Client ID Not Found');
  return caller.clientId;
}

/** Longer than anything that a person writes, and short enough that a page of them can be shown. */
const LONGEST_OF_CLIENT = 200_000;

/** @throws ApiError (invalid) `Message may have at most 200000 characters` where a client sends a longer one. */
export function checkLength(caller: Context['caller'], message: string): void {
  if (caller.clientId === null || message.length <= LONGEST_OF_CLIENT) return;
  throw invalid(`Message may have at most ${LONGEST_OF_CLIENT} characters`);
}

/** The custom fields that there are for a caller. */
export const fieldsFor = (caller: Context['caller'], fields: CustomField[]): CustomField[] =>
  caller.clientId === null ? fields : fields.filter(({ staffOnly }) => !staffOnly);
