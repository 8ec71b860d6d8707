const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Hours of the zones that RFC 5322 4.3 names. All other words mean that nobody knows. */
const ZONES: Record<string, number> = {
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
  cet: 1,
  cest: 2,
  bst: 1,
};

/** `Sat, 21 Nov 2026 10:14:00 +0100`, also without the day of the week, the seconds or the zone. */
const MAIL =
  /^(?:\p{L}{2,12}\.?,?\s*)?(\d{1,2})[\s.-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4}),?\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(am|pm)?\s*([+-]\d{2}:?\d{2}|[a-z]{1,5})?(?:\s*\(.*\)|\s*[+-]\d{4})?\s*$/iu;
/** `Sat Nov 21 10:14:00 2026`, as C writes it. */
const C_LIBRARY =
  /^[a-z]{3,9},?\s+([a-z]{3})[a-z]*\s+(\d{1,2}),?\s+(\d{1,2}):(\d{2}):(\d{2})\s+(?:[a-z]{1,5}\s+)?(\d{4})(?:\s+([+-]\d{4}))?\s*$/i;
const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(z|[+-]\d{2}:?\d{2})?\s*$/i;

/** The moment that a Date header names; null if it names none that exists. */
export function readDate(header: string): Date | null {
  const text = header
    .slice(0, 200)
    .replace(/^\s*|\([^()]*\)/g, '')
    .trim();
  const mail = MAIL.exec(text);
  if (mail !== null) {
    const [, day, month, year, hour, minute, second, half, zone] = mail;
    return moment([year, monthOf(month), day, hourOf(hour, half), minute, second], zone);
  }
  const c = C_LIBRARY.exec(text);
  if (c !== null) return moment([c[6], monthOf(c[1]), c[2], c[3], c[4], c[5]], c[7]);
  const iso = ISO.exec(text);
  return iso === null ? null : moment(iso.slice(1, 7), iso[7]);
}

const monthOf = (word = ''): string => String(MONTHS.indexOf(word.toLowerCase()) + 1);

const hourOf = (hour = '', half = ''): string =>
  half === '' ? hour : String((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));

function moment(fields: (string | undefined)[], zone = ''): Date | null {
  const [written = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields.map((field) => Number(field ?? 0));
  const year = written < 50 ? written + 2000 : written < 1000 ? written + 1900 : written;
  const offset = minutesOf(zone);
  const isPossible =
    month >= 1 && hour < 24 && minute < 60 && second <= 60 && year >= 1970 && Math.abs(offset) <= 14 * 60;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59)));
  return isPossible && date.getUTCDate() === day ? new Date(date.getTime() - offset * 60_000) : null;
}

/** How far a zone is ahead. */
function minutesOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return (ZONES[zone.toLowerCase()] ?? 0) * 60;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
