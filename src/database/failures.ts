import { isNativeError } from 'node:util/types';
import { ApiError } from '../errors';

/** SQLSTATE classes and codes that speak of the server's condition, not of our statement. */
const CONDITION = /^(08|53|57P|58)|^(57014|40001|40P01|55P03|25006)$/;

/** The conditions that a server tells only after it has undone the statement. */
const ROLLED_BACK = /^(53|40)|^(57014|55P03|25006)$/;

/** What the socket and the driver say when the server is gone, frozen or refuses; neither carries an SQLSTATE. */
const SOCKET = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const DRIVER =
  /timeout|Connection terminated|Connection ended|connection error|Client was closed|Cannot use a pool|socket/i;

const UNAVAILABLE = 'The database is not available right now: nothing was done, please try again shortly';
const UNKNOWN_OUTCOME =
  'Outcome unknown: the database did not confirm this request, retry it with the same Idempotency-Key';

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');

/** Whether an error means that the database is down, frozen, full or overloaded, and not that a statement is wrong. */
export function isUnavailable(error: unknown): boolean {
  // Our own refusals quote the caller, whose words must not be taken for the driver's.
  if (!isNativeError(error) || error instanceof ApiError) return false;
  const code = codeOf(error);
  if (/^[0-9A-Z]{5}$/.test(code) && !SOCKET.test(code)) return CONDITION.test(code);
  return SOCKET.test(code) || DRIVER.test(error.message);
}

/** Whether a connection was refused in the way a server refuses that is about to be there again. */
export function isRestarting(error: unknown): boolean {
  const code = isNativeError(error) ? codeOf(error) : '';
  return /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|57P0[1-3])$/.test(code);
}

/** Whether a row that was looked up had gone when another was to point to it. */
export const isVanishedReference = (error: unknown): boolean => isNativeError(error) && codeOf(error) === '23503';

/** Whether the server undid a transaction because it waited for another that waited for it. */
export const isDeadlock = (error: unknown): boolean =>
  error instanceof ApiError && isNativeError(error.cause) && codeOf(error.cause) === '40P01';

/**
 * Turns trouble of the database into a refusal of the kind `unavailable`; any other error comes back as it is.
 *
 * @param committing whether the commit had been sent: then nobody can say whether the work was kept.
 */
export function databaseError(error: unknown, committing = false): unknown {
  if (!isUnavailable(error)) return error;
  const isUnknown = committing && !ROLLED_BACK.test(isNativeError(error) ? codeOf(error) : '');
  return new ApiError('unavailable', isUnknown ? UNKNOWN_OUTCOME : UNAVAILABLE, { cause: error });
}
