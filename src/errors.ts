/**
 * Why a call failed, in words no transport owns. Each door maps a kind to its own status code and envelope in one table.
 *
 * - `malformed`: the request could not be read; `wrong_method`: it was not sent as it must be; `too_large`: over a limit
 * - `unauthenticated`, `forbidden`, `unknown_action`, `no_action`: the gate
 * - `invalid`, `not_found`, `conflict`: the action's own refusals
 * - `too_many`: this caller, too often; `busy`: all callers together; `unavailable`: the database cannot be reached; `internal`: a bug of ours
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
 * A failure the caller may read. The message is part of the API: clients compare it, so it is written exactly as
 * documented. Anything else that is thrown is a bug, and is shown to nobody.
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

/** Whatever was thrown, as something a door can answer with; what is not an ApiError is told to nobody. */
export const asApiError = (thrown: unknown): ApiError =>
  thrown instanceof ApiError ? thrown : new ApiError('internal', 'Internal Server Error', { cause: thrown });
