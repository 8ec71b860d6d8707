import { invalid } from '../errors';

/**
 * When a ban ends that is put as callers put it: so many days from now, or else at a time.
 *
 * @returns null for a ban for good, undefined where nothing is said of it.
 * @throws ApiError (invalid) `The ban would be over already`.
 */
export function banEnd({ days, expires }: { days?: number; expires?: Date }, now: Date): Date | null | undefined {
  if (days !== undefined && days > 0) return new Date(now.getTime() + days * DAY_MS);
  if (expires === undefined) return days === undefined ? undefined : null;
  if (expires <= now) throw invalid('The ban would be over already');
  return expires;
}

const DAY_MS = 86_400_000;
