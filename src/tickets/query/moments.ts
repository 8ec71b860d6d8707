/** A time span, in the desk's wall time or as a moment. A missing edge is open. */
interface Span {
  since?: Edge;
  before?: Edge;
}

/** A moment, or a wall time of the desk such as `2026-01-31 09:00`. */
export type Edge = Date | string;

const HOUR = 3_600_000;
const UNITS: Record<string, number> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?$/;
const AGO = /^(\d{1,4})([hdw])$/i;

interface Point {
  from: Edge;
  /** Where a whole day ends; undefined for a moment. */
  until?: Edge;
}

/**
 * Reads what stands after `created:` and the like: `2026-01-31`, `>2026-01-31`, `<="2026-01-31 09:00"`,
 * `2026-01-01..2026-01-31`, `today`, `yesterday`, `7d` (7 days ago).
 *
 * @param today the desk's date, `2026-01-31`
 * @param way where `7d` leads: into the past, or into the future
 * @returns undefined if it is none of these
 */
export function readSpan(text: string, today: string, now: Date, way: 'past' | 'future'): Span | undefined {
  const [first = '', last] = text.split('..');
  if (last !== undefined) {
    const [start, end] = [readPoint(first, today, now, way), readPoint(last, today, now, way)];
    return start === undefined || end === undefined ? undefined : { since: start.from, before: end.until ?? end.from };
  }
  const [, operator = '', rest = ''] = /^([<>]=?|=)?(.*)$/s.exec(text) ?? [];
  const point = readPoint(rest, today, now, way);
  if (point === undefined) return undefined;
  const { from, until = from } = point;
  if (operator === '>') return { since: until };
  if (operator === '>=') return { since: from };
  if (operator === '<') return { before: from };
  if (operator === '<=') return { before: until };
  if (point.until !== undefined) return { since: from, before: until };
  return way === 'past' ? { since: from } : { before: from };
}

function readPoint(text: string, today: string, now: Date, way: 'past' | 'future'): Point | undefined {
  const word = text.trim().toLowerCase();
  if (word === 'today') return { from: today, until: daysAfter(today, 1) };
  if (word === 'yesterday') return { from: daysAfter(today, -1), until: today };
  if (word === 'tomorrow') return { from: daysAfter(today, 1), until: daysAfter(today, 2) };
  if (word === 'now') return { from: now };
  const [, count, unit = ''] = AGO.exec(word) ?? [];
  if (count !== undefined) {
    const length = Number(count) * (UNITS[unit] ?? 0);
    return { from: new Date(now.getTime() + (way === 'past' ? -length : length)) };
  }
  const [whole, year = '', month = '', day = '', hour, minute] = DATE.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  if (Number(year) < 1970 || !isDate(date)) return undefined;
  if (hour === undefined || minute === undefined) return { from: date, until: daysAfter(date, 1) };
  return Number(hour) < 24 && Number(minute) < 60 ? { from: `${date} ${hour}:${minute}` } : undefined;
}

const atMidnight = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** Whether a date exists. Date turns 30 February into a day in March. */
function isDate(date: string): boolean {
  const moment = atMidnight(date);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
}

/** The date so many days after another. The year 9999 has no next one in four digits, so its last day stays. */
function daysAfter(date: string, days: number): string {
  const moment = atMidnight(date);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.getUTCFullYear() > 9999 ? date : moment.toISOString().slice(0, 10);
}

/** The date that a zone's calendar shows. @param timeZone an IANA name */
export const dateIn = (timeZone: string, moment: Date): string =>
  // The Swedish format is the one with year, month and day in this order.
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(moment);
