import { isNativeError } from 'node:util/types';
import { ApiError } from '../errors';

/**
 * SQLSTATE classes and codes that mean trouble with the server or with logging in, not with our statement. PostgreSQL says
 * 42501 for missing rights, and also where its file system became read-only.
 */
const CONDITION = /^(08|28|53|57P|58)|^(3D000|42501|57014|40001|40P01|55P03|25006)$/;

/** The subset that a server reports only after it has rolled the statement back. */
const ROLLED_BACK = /^(53|40)|^(42501|57014|55P03|25006)$/;

/** Errors of the socket and of the driver when the server is gone, frozen or refuses. They carry no SQLSTATE. */
const SOCKET = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const DRIVER =
  /timeout|Connection terminated|Connection ended|connection error|Client was closed|Cannot use a pool|socket|client password must be/i;

const UNAVAILABLE = 'The database is not available right now: nothing was done, please try again shortly';
const UNKNOWN_OUTCOME =
  'Outcome unknown: the database did not confirm this request, retry it with the same Idempotency-Key';

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');

/**
 * Whether an error means that the database is down, frozen, full or overloaded, rather than that a statement is wrong.
 */
export function isUnavailable(error: unknown): boolean {
  // Our own refusals may quote the caller, whose words must not match the driver's messages below.
  if (!isNativeError(error) || error instanceof ApiError) return false;
  const code = codeOf(error);
  if (/^[0-9A-Z]{5}$/.test(code) && !SOCKET.test(code)) return CONDITION.test(code);
  return SOCKET.test(code) || DRIVER.test(error.message);
}

/**
 * Whether a connection failed in a way that passes soon, so that a retry is worthwhile: the server restarts, or this process
 * has as many files open, or the server's socket as many connections waiting, as the system allows.
 */
export function isPassing(error: unknown): boolean {
  const code = isNativeError(error) ? codeOf(error) : '';
  return /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|EMFILE|ENFILE|EAGAIN|57P0[1-3])$/.test(code);
}

/**
 * Whether a connection, or the server behind it, is of no more use: it broke, did not answer, or the server became a
 * standby.
 */
export function isLost(error: unknown): boolean {
  const cause = error instanceof ApiError ? error.cause : error;
  const code = isNativeError(cause) ? codeOf(cause) : '';
  return isUnavailable(cause) && !/^(53|42501|57014|40|55P03|58)/.test(code);
}

/** Whether a statement was not run because an earlier one of its transaction had failed. */
export const isAborted = (error: unknown): boolean => isNativeError(error) && codeOf(error) === '25P02';

/** Whether a server refused to write because it is a standby or read-only. The transaction was rolled back. */
export const isReadOnly = (error: unknown): boolean => isNativeError(error) && codeOf(error) === '25006';

/** Whether `in_time` refused to write, because by the server's clock nobody waits any more. */
export const isTooLate = (error: unknown): boolean =>
  isNativeError(error) && codeOf(error) === '57014' && error.message.startsWith('nobody waits');

/** Whether a foreign key failed because a row that we had looked up was deleted meanwhile. */
export const isVanishedReference = (error: unknown): boolean => isNativeError(error) && codeOf(error) === '23503';

/**
 * Whether a prepared statement exists already, or is gone: behind a pooler, statements belong to sessions that several
 * connections use. The statement was not run.
 */
export const isMisprepared = (error: unknown): boolean => isNativeError(error) && /^(42P05|26000)$/.test(codeOf(error));

/** Whether a pooler allows no transactions, so that it is pointless to try again. */
export const isWithoutTransactions = (error: unknown): boolean =>
  isNativeError(error) && error.message.includes('transaction blocks not allowed');

/** Whether the server rolled a transaction back to break a deadlock. */
export const isDeadlock = (error: unknown): boolean =>
  error instanceof ApiError && isNativeError(error.cause) && codeOf(error.cause) === '40P01';

/** Whether a refusal says that what was to be written may have been written. */
export const isOutcomeUnknown = (error: unknown): boolean =>
  error instanceof ApiError && error.message === UNKNOWN_OUTCOME;

/**
 * Turns an outage of the database into a refusal of kind `unavailable`. Any other error is returned unchanged.
 *
 * @param committing whether the commit had been sent; the outcome is then unknown, and the text says so
 */
export function databaseError(error: unknown, committing = false): unknown {
  if (!isUnavailable(error)) return error;
  const isUnknown = committing && !ROLLED_BACK.test(isNativeError(error) ? codeOf(error) : '');
  return new ApiError('unavailable', isUnknown ? UNKNOWN_OUTCOME : UNAVAILABLE, { cause: error });
}

/**
 * Turns whatever kept a connection from being made into a refusal of kind `unavailable`. The system, TLS and the driver have
 * more reasons than a list could name, and nothing was done.
 */
export const connectionError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError('unavailable', UNAVAILABLE, { cause: error });
