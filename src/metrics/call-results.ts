import type { ErrorKind } from '../errors';

/** What the metrics tell about one request. */
export interface CountedCall {
  /** The action, once the caller was found to be allowed to run it. */
  action?: string;
  /** The kind of refusal, if it was one. */
  refused?: string;
  /** The HTTP status of the answer. */
  status: number;
  /** Whether the client was gone before the answer was written. */
  aborted: boolean;
  seconds: number;
}

/**
 * How many combinations of action and result have numbers of their own. Every combination is a series that Prometheus
 * keeps for good, and there are thousands. A desk whose callers use thirty actions has about a hundred.
 */
export const MOST_COMBINATIONS = 160;

/** How a call can end. A record, so that TypeScript finds a kind of refusal that is missing. */
const RESULTS: Record<ErrorKind | 'success' | 'aborted', true> = {
  success: true,
  aborted: true,
  malformed: true,
  wrong_method: true,
  too_large: true,
  unauthenticated: true,
  forbidden: true,
  no_action: true,
  unknown_action: true,
  invalid: true,
  not_found: true,
  conflict: true,
  too_many: true,
  busy: true,
  unavailable: true,
  upstream: true,
  internal: true,
};

export const ALL_RESULTS = Object.keys(RESULTS);

/** The result of a call: one of {@link ALL_RESULTS}, whatever was sent. */
export function resultOf({ refused, status, aborted }: CountedCall): string {
  if (refused !== undefined) return refused in RESULTS ? refused : 'internal';
  if (aborted) return 'aborted';
  // What answers besides the doors refuses without a kind.
  if (status >= 500) return 'internal';
  if (status === 404) return 'not_found';
  return status >= 400 ? 'malformed' : 'success';
}
