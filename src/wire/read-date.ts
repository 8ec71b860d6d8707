import type { Property } from '../calls/schema';
import { parseDate, parseDayFirst, parseLocalised } from './dates';

/** Longer than any date, with the name of its zone in brackets. */
const LONGEST_DATE = 200;

/** Seconds since 1970, from 1973 on: fewer digits could be a day such as 20270131. PHP also writes `@1795000000`. */
const EPOCH_SECONDS = /^@?(\d{9,10})(?:\.\d{1,9})?$/;
/** JavaScript's Date.now(), from 2001 on. */
const EPOCH_MILLISECONDS = /^\d{13}$/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** RFC 2822, as PHP's `date('r')`, Python's email.utils and every mail header write it. A blank sign was a plus. */
const MAIL_DATE =
  /^(?:([a-z]{3}),\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d{2}:\d{2}(?::\d{2})?)\s+(?:([+-]?)(\d{2}):?(\d{2})|([a-z]{1,3}))$/i;

/** The names of zones that RFC 2822 defines. */
const ZONES: Record<string, string> = {
  ...{ ut: '+00:00', utc: '+00:00', gmt: '+00:00', z: '+00:00' },
  ...{ est: '-05:00', edt: '-04:00', cst: '-06:00', cdt: '-05:00' },
  ...{ mst: '-07:00', mdt: '-06:00', pst: '-08:00', pdt: '-07:00' },
};

/** What JavaScript prints of a date, `Sun Nov 01 2026 12:00:00 GMT+0100 (CET)`, in the order of RFC 2822. */
const JAVASCRIPT_DATE = /^([a-z]{3}) ([a-z]{3}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+ -]\d{4})(?: \([^()]*\))?$/i;
/** What .NET and PowerShell 5 write in JSON, with the offset of the sender's zone, which changes nothing. */
const DOTNET_DATE = /^\/Date\((\d{12,13})(?:[+ -]\d{4})?\)\/$/;
/** The basic format of ISO 8601, with a time. Eight digits alone could be a number. */
const BASIC_DATE = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(?=Z?$|[+-]\d{2,4}$)/;
/**
 * `2026-11-01 12:00:00 +0100` is how Ruby and Go print a moment, Go with the name of the zone behind it. .NET and SQL
 * Server write `+01:00`.
 */
const SPACED_OFFSET =
  /^(\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?) (?:([+ -]\d{2}:?\d{2})(?: [A-Z]{3,5})?|UTC|GMT)$/;
/** Java's ZonedDateTime writes the zone behind the offset that it had. */
const ZONE_NAME = /(?<=Z|[+-]\d{2}:\d{2})\[[\w/+-]{1,40}\]$/;

/** The offset's blank sign: a plus that was not encoded in a form arrives as a space. */
const LOST_PLUS = /(\d) (\d{2}(?::?\d{2})?)$/;
/** A time of day before it: without one, the last digits are the time. PostgreSQL writes full hours only: `+01`. */
const HAS_TIME = /\d[ T]\d{2}:\d{2}(?:(?::\d{2}(?:\.\d+)?)? \d{2}:?\d{2}|:\d{2}(?:\.\d+)? \d{2})$/i;

/**
 * Reads a date in any form that callers send:
 * - `YYYY-MM-DD HH:MM:SS` and ISO 8601, as {@link parseDate} reads them; also with `t` and `z`, and with an offset whose
 *   plus sign became a space
 * - the parameter's own style
 * - seconds since 1970 as a number or text, milliseconds with 13 digits
 * - RFC 2822: `Sun, 31 Jan 2027 09:00:00 +0100`
 * - a moment as JavaScript, .NET, SQL Server, Ruby, Go and Java print it, with a zone or an offset
 *
 * @param style the `x-date` of the parameter
 * @param timeZone the zone to assume when the text has none
 * @returns the moment; undefined for anything else, and for days that don't exist
 */
export function readDate(sent: unknown, style: Property['x-date'], timeZone: string): Date | undefined {
  if (typeof sent !== 'string' && typeof sent !== 'number') return undefined;
  const text = String(sent).trim();
  // The patterns below take ten seconds for 60,000 blanks within a text.
  if (text.length > LONGEST_DATE) return undefined;
  return (
    (style === 'day-first' ? parseDayFirst(text, timeZone) : undefined) ??
    (style === 'localised' ? parseLocalised(text, timeZone) : undefined) ??
    parseDate(withSign(text), timeZone) ??
    fromEpoch(text) ??
    fromMailDate(text) ??
    fromPrinted(text, timeZone)
  );
}

const withSign = (text: string): string =>
  (HAS_TIME.test(text) ? text.replace(LOST_PLUS, '$1+$2') : text).replace(/(?<=\d)t(?=\d)/, 'T').replace(/z$/, 'Z');

/** Reads what programs print of a moment. */
function fromPrinted(text: string, timeZone: string): Date | undefined {
  const milliseconds = DOTNET_DATE.exec(text)?.[1];
  if (milliseconds !== undefined) return new Date(Number(milliseconds));
  if (JAVASCRIPT_DATE.test(text)) {
    return fromMailDate(
      text.replace(JAVASCRIPT_DATE, (_, weekday, month, day, year, time, offset: string) => {
        return `${weekday}, ${day} ${month} ${year} ${time} ${offset.replace(' ', '+')}`;
      }),
    );
  }
  const plain = text
    .replace(BASIC_DATE, (_, year, month, day, hour, minute, second = '00') => {
      return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
    })
    .replace(SPACED_OFFSET, (_, moment, offset = 'Z') => `${moment}${offset.replace(' ', '+')}`)
    .replace(ZONE_NAME, '');
  return plain === text ? undefined : parseDate(plain, timeZone);
}

function fromEpoch(text: string): Date | undefined {
  const seconds = EPOCH_SECONDS.exec(text)?.[1];
  if (seconds !== undefined) return new Date(Math.floor(Number(text.replace('@', '')) * 1000));
  return EPOCH_MILLISECONDS.test(text) ? new Date(Number(text)) : undefined;
}

function fromMailDate(text: string): Date | undefined {
  // Mail dates may end with the zone's name in brackets.
  const [, weekday, day = '', month = '', year, time, sign, hours, minutes, name = ''] =
    MAIL_DATE.exec(text.replace(/\s*\([^()]*\)$/, '')) ?? [];
  const zone = hours === undefined ? ZONES[name.toLowerCase()] : `${sign || '+'}${hours}:${minutes}`;
  const place = MONTHS.indexOf(month.toLowerCase()) + 1;
  if (zone === undefined || place === 0) return undefined;
  const date = `${year}-${String(place).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = parseDate(`${date} ${time}${zone}`, 'UTC');
  if (moment === undefined || weekday === undefined) return moment;
  return DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] === weekday.toLowerCase() ? moment : undefined;
}
