import type { Context } from '../calls/action';
import { invalid, notFound } from '../errors';
import type { CustomField } from '../store/tickets/custom-fields';

/**
 * The client that a call is for: the caller, if the caller is a client, and otherwise the client it names.
 *
 * @throws ApiError (not_found) `Client ID Not Found` if a client names another client.
 */
export function clientFor(caller: Context['caller'], named: number | undefined): number | undefined {
  if (caller.clientId === null) return named;
  if (named !== undefined && named !== caller.clientId) throw notFound('Client ID Not Found');
  return caller.clientId;
}

/** Longer than anything a person writes, and short enough that a page can show many such messages. */
const LONGEST_OF_CLIENT = 200_000;

/** @throws ApiError (invalid) `Message may have at most 200000 characters` if a client sends a longer one. */
export function checkLength(caller: Context['caller'], message: string): void {
  if (caller.clientId === null || message.length <= LONGEST_OF_CLIENT) return;
  throw invalid(`Message may have at most ${LONGEST_OF_CLIENT} characters`);
}

/** The custom fields that exist for a caller: clients don't see those for staff only. */
export const fieldsFor = (caller: Context['caller'], fields: CustomField[]): CustomField[] =>
  caller.clientId === null ? fields : fields.filter(({ staffOnly }) => !staffOnly);
