/**
 * Why a call failed, independent of any transport. Each door (the endpoints of one API) maps every kind to its own
 * status code and envelope, in one table.
 *
 * - `malformed`: the request cannot be read; `wrong_method`: it has the wrong HTTP method; `too_large`: it is over a
 *   limit
 * - `unauthenticated`, `forbidden`, `unknown_action`, `no_action`: the caller may not make this call
 * - `invalid`, `not_found`, `conflict`: the action refuses
 * - `too_many`: this caller calls too often; `busy`: all callers together do; `unavailable`: the database cannot be
 *   reached
 * - `internal`: a bug of ours
 */
export type ErrorKind =
  | 'malformed'
  | 'wrong_method'
  | 'too_large'
  | 'unauthenticated'
  | 'forbidden'
  | 'no_action'
  | 'unknown_action'
  | 'invalid'
  | 'not_found'
  | 'conflict'
  | 'too_many'
  | 'busy'
  | 'unavailable'
  | 'internal';

/**
 * A failure whose message the caller may read. The message is part of the API: clients compare it, so write it exactly
 * as documented. Anything else that is thrown is a bug, and callers never see it.
 */
export class ApiError extends Error {
  override name = 'ApiError';

  constructor(
    readonly kind: ErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const invalid = (message: string): ApiError => new ApiError('invalid', message);
export const notFound = (message: string): ApiError => new ApiError('not_found', message);

/** Makes an ApiError of anything that was thrown. Callers don't learn what a bug threw. */
export const asApiError = (thrown: unknown): ApiError =>
  thrown instanceof ApiError ? thrown : new ApiError('internal', 'Internal Server Error', { cause: thrown });
