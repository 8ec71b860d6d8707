import type { Context } from '../action';
import { invalid, notFound } from '../errors';
import type { CustomField } from '../store/custom-fields';
import { findClientByEmail, lockClientEmail } from '../store/people';
import { insertClient } from '../store/registry-admin';
import { checkEmail } from './authors';

export interface NewClientName {
  firstName?: string;
  lastName?: string;
}

/**
 * The client with an e-mail address, made if there is none, in the call's own transaction: of two calls at once one makes
 * it, and the other finds it.
 *
 * @throws ApiError (invalid) `Email Address Invalid`.
 */
export async function findOrCreateClient({ db }: Context, email: string, name: NewClientName = {}): Promise<number> {
  const address = checkEmail(email);
  const known = await findClientByEmail(db, address);
  if (known !== undefined) return known;
  await lockClientEmail(db, address);
  const meanwhile = await findClientByEmail(db, address);
  if (meanwhile !== undefined) return meanwhile;
  const { clientId } = await insertClient(db, {
    firstName: name.firstName || (address.split('@')[0] ?? address),
    lastName: name.lastName ?? '',
    email: address,
  });
  return clientId;
}

/**
 * Whom a call is for: the client who calls, where the caller is one; whoever it names otherwise.
 *
 * @throws ApiError (not_found) `Client ID Not Found` where a client names another.
 */
export function forClient(caller: Context['caller'], clientId: number | undefined): { clientid?: number } {
  if (caller.clientId === null) return clientId === undefined ? {} : { clientid: clientId };
  if (clientId !== undefined && clientId !== caller.clientId) throw notFound('Client ID Not Found');
  return { clientid: caller.clientId };
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
