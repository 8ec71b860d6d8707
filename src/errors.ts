/**
 * Why a call failed, independent of any transport. Each door (the endpoints of one API) maps every kind to its own
 * status code and envelope, in one table.
 *
 * - `malformed`: the request cannot be read; `wrong_method`: it has the wrong HTTP method; `too_large`: it is over a
 *   limit
 * - `unauthenticated`, `forbidden`, `unknown_action`, `no_action`: the caller may not make this call
 * - `invalid`, `not_found`, `conflict`: the action refuses
 * - `too_many`: this caller calls too often; `busy`: all callers together do; `unavailable`: the database cannot be
 *   reached; `upstream`: the old desk gave no answer to a call that was forwarded to it
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
  | 'upstream'
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

/** What is wrong with one field of a form. */
export interface FormProblem {
  /** The field's name in the form; empty if it is about the whole form. */
  field: string;
  /** The kind of problem, for which each language of the pages has words. */
  code: string;
  /** What the words mention, such as a limit or the name of a file. */
  details: readonly string[];
  /** The refusal as the APIs word it. */
  message: string;
}

/** A form that is refused for all that is wrong in it, so that a person need not find out one fault at a time. */
export class FormRefused extends ApiError {
  override name = 'FormRefused';

  constructor(readonly problems: readonly FormProblem[]) {
    super('invalid', problems[0]?.message ?? '');
  }
}

/** What came between reading a ticket and answering it. */
type Arrived = 'reply' | 'note' | 'closed' | 'merged';

/** A message is not sent, because it was written before something arrived that its author had not seen. */
export class Stale extends ApiError {
  override name = 'Stale';

  constructor(
    readonly arrived: Arrived,
    what: string,
  ) {
    super('conflict', `Stopped: ${what}`);
  }
}

/**
 * What a call was decided on had changed when it came to write, so nothing was written. The call runs again, and then
 * locks what it looks up.
 */
export class Outdated extends Error {
  override name = 'Outdated';
}

export const invalid = (message: string): ApiError => new ApiError('invalid', message);
export const notFound = (message: string): ApiError => new ApiError('not_found', message);

/** Makes an ApiError of anything that was thrown. Callers don't learn what a bug threw. */
export const asApiError = (thrown: unknown): ApiError =>
  thrown instanceof ApiError ? thrown : new ApiError('internal', 'Internal Server Error', { cause: thrown });

/** Whether the database was not available or took too long. Its trouble is logged once, not by everything that fails of it. */
export const isOutage = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.kind === 'unavailable';

/** Whether work of our own failed only because calls keep the database busy, or because it is away. It will be tried again. */
export const isOutageOrBusy = (error: unknown): boolean =>
  isOutage(error) || (error instanceof ApiError && error.kind === 'busy');
