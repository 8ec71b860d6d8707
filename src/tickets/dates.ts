import { invalid } from '../errors';

/** How far a caller's clock may be ahead of ours. */
const CLOCK_ALLOWANCE_MS = 120_000;

/**
 * When something happened: at the time the caller gives, or now. A time that is not far ahead is now, because the clocks
 * of two machines differ.
 *
 * @param what begins the refusal, as documented: `Ticket` or `Reply`.
 * @throws ApiError (invalid) `<what> creation date cannot be in the future`.
 */
export function happenedAt(created: Date | undefined, now: Date, what: 'Ticket' | 'Reply'): Date {
  if (created === undefined) return now;
  if (created.getTime() > now.getTime() + CLOCK_ALLOWANCE_MS) {
    throw invalid(`${what} creation date cannot be in the future`);
  }
  return created > now ? now : created;
}

const dayFormat = (timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day of a moment in a zone: `2027-01-31`. */
export const dayOf = (moment: Date, timeZone: string): string => dayFormat(timeZone).format(moment);

/** Longer than any day, including days on which clocks are set back. */
const LONGEST_DAY_MS = 26 * 3_600_000;

/** The calendar day around a moment in a zone: its first moment, and the first moment of the next day. */
export function dayAround(moment: Date, timeZone: string): { begins: Date; ends: Date } {
  const format = dayFormat(timeZone);
  const day = format.format(moment);
  const time = moment.getTime();
  return {
    begins: firstMoment(time - LONGEST_DAY_MS, time, (instant) => format.format(instant) >= day),
    ends: firstMoment(time, time + LONGEST_DAY_MS, (instant) => format.format(instant) > day),
  };
}

/** Bisects for the first late instant between one that is early and one that is late. */
function firstMoment(early: number, late: number, isLate: (instant: number) => boolean): Date {
  let [before, after] = [early, late];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isLate(middle)) after = middle;
    else before = middle;
  }
  return new Date(after);
}
