import type { DateStyle } from '../calls/schema';

const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const DAY = 86_400_000;

const DATE = String.raw`(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})`;
const TIME = String.raw`(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?)?`;
const ZONE = String.raw`Z|(?<sign>[+-])(?<zoneHour>\d{2})(?::?(?<zoneMinute>\d{2}))?`;
const PATTERN = new RegExp(`^${DATE}(?:[ T]${TIME}(?<zone>${ZONE})?)?$`);

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * Caches formatters, because making one costs a thousand times as much as using it. The cache stays small: time zones
 * come from the configuration only.
 */
const formatterFor = (timeZone: string): Intl.DateTimeFormat => {
  const present = formatters.get(timeZone);
  if (present !== undefined) return present;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
};

/**
 * Writes a moment as WHMCS does, without a zone.
 *
 * @param date years 1970 to 9999
 * @param timeZone an IANA name; an unknown one throws a RangeError, so check the configuration at start
 * @returns `YYYY-MM-DD HH:MM:SS`, wall time in the zone
 */
export const formatDate = (date: Date, timeZone: string): string => {
  if (timeZone === 'UTC') return date.toISOString().slice(0, 19).replace('T', ' ');
  // Slice `MM/DD/YYYY, HH:MM:SS` by hand, because formatToParts takes three times as long.
  const [day = '', time = ''] = formatterFor(timeZone).format(date).split(', ');
  return `${day.slice(6)}-${day.slice(0, 2)}-${day.slice(3, 5)} ${time}`;
};

/** The offset of a zone from UTC at a given moment, in milliseconds; positive when the zone is ahead. */
const zoneOffset = (instant: number, timeZone: string): number => {
  const second = Math.floor(instant / 1000) * 1000;
  return Date.parse(`${formatDate(new Date(second), timeZone).replace(' ', 'T')}Z`) - second;
};

/**
 * The moment at which a zone's wall clock shows the given time. The edges work as in PHP: an hour that occurs twice
 * means its first pass, and a skipped hour counts on from the hour before it.
 */
export const fromWallTime = (wallTime: number, timeZone: string): number => {
  if (timeZone === 'UTC') return wallTime;
  const before = wallTime - zoneOffset(wallTime - DAY, timeZone);
  if (before + zoneOffset(before, timeZone) === wallTime) return before;
  const after = wallTime - zoneOffset(wallTime + DAY, timeZone);
  return after + zoneOffset(after, timeZone) === wallTime ? after : before;
};

type Fields = Record<string, string | undefined>;

/** The time in the text, taken as UTC; undefined for a day or hour that does not exist. */
const wallTimeOf = (fields: Fields): number | undefined => {
  const [year = 0, month = 0, day = 0] = [fields.year, fields.month, fields.day].map(Number);
  const [hour = 0, minute = 0, second = 0] = [fields.hour, fields.minute, fields.second].map((part) =>
    Number(part ?? 0),
  );
  const millisecond = Number((fields.fraction ?? '').padEnd(3, '0').slice(0, 3));
  if (year < 1970 || hour > 23 || minute > 59 || second > 59) return undefined;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  // Date turns 30 February into a day in March.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
};

/** The offset written in the text, in milliseconds; undefined beyond 14 hours, the largest offset of any zone. */
const writtenOffset = (fields: Fields): number | undefined => {
  const minutes = Number(fields.zoneHour ?? 0) * 60 + Number(fields.zoneMinute ?? 0);
  if (minutes > 14 * 60 || Number(fields.zoneMinute ?? 0) > 59) return undefined;
  return (fields.sign === '-' ? -minutes : minutes) * 60_000;
};

/**
 * Reads a date as the WHMCS API documents it, "ISO8601 or YYYY-MM-DD HH:mm:ss", also without seconds or time. It is
 * stricter than JavaScript and Postgres: no 30 February, no 24:00, no leap seconds, no words such as `now`.
 *
 * @param text what was sent; fractions of a second are cut to milliseconds
 * @param timeZone the IANA name of the zone to assume when the text has none
 * @returns the moment, or undefined if the text is not such a date or lies outside the years 1970 to 9999. East of Greenwich,
 *   these begin before the first second of Unix time
 */
export const parseDate = (text: string, timeZone: string): Date | undefined => {
  const fields = PATTERN.exec(text)?.groups;
  const wallTime = fields && wallTimeOf(fields);
  const offset = fields && writtenOffset(fields);
  if (fields === undefined || wallTime === undefined || offset === undefined) return undefined;
  const instant = fields.zone === undefined ? fromWallTime(wallTime, timeZone) : wallTime - offset;
  return instant <= LAST_INSTANT ? new Date(instant) : undefined;
};

const DAY_FIRST = /^(?<day>\d{2})\.(?<month>\d{2})\.(?<year>\d{4}) (?<hour>\d{2}):(?<minute>\d{2})$/;

const LOCALISED = /^(?<day>\d{2})\/(?<month>\d{2})\/(?<year>\d{4})$/;

/** Reads `DD.MM.YYYY HH:MM` as wall time in the zone, as strictly as {@link parseDate}. */
export const parseDayFirst = (text: string, timeZone: string): Date | undefined =>
  fromFields(DAY_FIRST.exec(text)?.groups, timeZone);

/** Reads WHMCS's "localised format", `DD/MM/YYYY`, and every format that {@link parseDate} reads. */
export const parseLocalised = (text: string, timeZone: string): Date | undefined =>
  fromFields(LOCALISED.exec(text)?.groups, timeZone) ?? parseDate(text, timeZone);

const fromFields = (fields: Fields | undefined, timeZone: string): Date | undefined => {
  const wallTime = fields && wallTimeOf(fields);
  if (wallTime === undefined) return undefined;
  const instant = fromWallTime(wallTime, timeZone);
  return instant <= LAST_INSTANT ? new Date(instant) : undefined;
};

/**
 * Writes a moment in a style other than WHMCS's usual one: `31.01.2027 09:00`, `09:00:00 31.01.2027`, ISO 8601 with the
 * zone's offset, or `31st January 2027 9:00:00am`, which WHMCS uses in one place.
 */
export const formatDateIn = (style: DateStyle, date: Date, timeZone: string): string => {
  const [day = '', time = ''] = formatDate(date, timeZone).split(' ');
  const dayFirst = day.split('-').reverse().join('.');
  if (style === 'day-first') return `${dayFirst} ${time.slice(0, 5)}`;
  if (style === 'time-first') return `${time} ${dayFirst}`;
  if (style === 'words') return inWords(day, time);
  const fraction = String(date.getUTCMilliseconds()).padStart(3, '0');
  return `${day}T${time}.${fraction}0000${offsetText(zoneOffset(date.getTime(), timeZone))}`;
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

/** Takes `2027-01-31` and `09:00:00`. */
const inWords = (day: string, time: string): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const hour = Number(time.slice(0, 2));
  const clock = `${hour % 12 || 12}${time.slice(2)}${hour < 12 ? 'am' : 'pm'}`;
  return `${date}${ENDINGS[ordinals.select(date)]} ${MONTHS[month - 1]} ${year} ${clock}`;
};

const offsetText = (offset: number): string => {
  const minutes = Math.abs(Math.round(offset / 60_000));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
