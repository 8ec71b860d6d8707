import { invalid } from '../errors';

/** How far a caller's clock may be ahead of ours. */
const CLOCK_ALLOWANCE_MS = 1000;

/**
 * When something happened: as the caller says, or now.
 *
 * @param what begins the refusal, as documented: `Ticket` or `Reply`.
 * @throws ApiError (invalid) `<what> creation date cannot be in the future`.
 */
export function happenedAt(created: Date | undefined, now: Date, what: 'Ticket' | 'Reply'): Date {
  if (created === undefined) return now;
  if (created.getTime() > now.getTime() + CLOCK_ALLOWANCE_MS) {
    throw invalid(`${what} creation date cannot be in the future`);
  }
  return created;
}
