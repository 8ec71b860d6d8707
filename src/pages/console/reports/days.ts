/** The ranges of days that the page offers, in their order; `free` takes any. */
export const RANGES = ['7', '30', '90', 'month', 'last-month', 'year', 'free'] as const;

export type Range = (typeof RANGES)[number];

const DAY_MS = 86_400_000;

/** The day of a moment in a time zone, such as `2026-11-29`. */
export const dayIn = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);

/** The day so many days later. */
function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The first and the last day of a range. @param today in the desk's time zone */
export function daysOf(range: Exclude<Range, 'free'>, today: string): { from: string; to: string } {
  if (range === 'month') return { from: `${today.slice(0, 7)}-01`, to: today };
  if (range === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: today };
  if (range === 'last-month') {
    const to = later(`${today.slice(0, 7)}-01`, -1);
    return { from: `${to.slice(0, 7)}-01`, to };
  }
  return { from: later(today, 1 - Number(range)), to: today };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day as people read it: `29 Nov 2026`, or without its year. @param day such as `2026-11-29` */
export function readableDay(language: string, day: string, length: 'whole' | 'short' = 'whole'): string {
  const key = `${language} ${length}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, {
      ...(length === 'whole' ? { dateStyle: 'medium' } : { day: 'numeric', month: 'short' }),
      timeZone: 'UTC',
    });
  formats.set(key, format);
  return format.format(new Date(day));
}
