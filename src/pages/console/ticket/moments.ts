import type { Visit } from '../../layout';

/** Formatters are slow to make. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const known = formats.get(key) ?? make();
  formats.set(key, known);
  return known;
}

/** A time in words, in the desk's time zone. */
export const exactTime = ({ language, timeZone }: Pick<Visit, 'language' | 'timeZone'>, at: Date): string =>
  formatFor(
    `${language.code} ${timeZone}`,
    () => new Intl.DateTimeFormat(language.code, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
  ).format(at);

/** The same as a browser's field for times has it: `2027-01-31T09:00`. */
export const fieldTime = (timeZone: string, at: Date): string =>
  formatFor(
    `field ${timeZone}`,
    () => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }),
  )
    .format(at)
    .replace(' ', 'T');

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MORNING = 'T09:00';

/** Times until which tickets are often snoozed: in some hours, and mornings as fields have them. */
export function snoozeTimes(timeZone: string, now: Date): { later: string; tomorrow: string; nextWeek: string } {
  const dayIn = (days: number): string => fieldTime(timeZone, new Date(now.getTime() + days * DAY_MS)).slice(0, 10);
  const today = new Date(`${dayIn(0)}T12:00:00Z`).getUTCDay();
  const daysToMonday = ((8 - today) % 7 || 7) as number;
  return {
    later: fieldTime(timeZone, new Date(now.getTime() + LATER_HOURS * HOUR_MS)),
    tomorrow: dayIn(1) + MORNING,
    nextWeek: dayIn(daysToMonday) + MORNING,
  };
}

/** Long enough to be out of the way for today's work. */
export const LATER_HOURS = 4;
