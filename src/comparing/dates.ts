/** A date as a text may mean it. */
interface Reading {
  /** The date and time that it shows, in milliseconds as if it were UTC. */
  shown: number;
  hasTime: boolean;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** No two places on Earth are further apart. */
const LARGEST_OFFSET_MS = 26 * 60 * MINUTE_MS;
/** The offsets of all time zones are multiples of it. */
const OFFSET_STEP_MS = 15 * MINUTE_MS;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const TIME = String.raw`(?:[T ,]+(?:at )?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap]m)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`, 'i');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${TIME}$`, 'i');
const DAY_AND_NAME = new RegExp(
  String.raw`^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*\.?,? (\d{4})${TIME}$`,
  'i',
);
const NAME_AND_DAY = new RegExp(
  String.raw`^(?:[a-z]{3,9},? )?([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`,
  'i',
);
const TIME_FIRST = /^(\d{1,2}:\d{2}(?::\d{2})?)\s+(\S.*)$/;

/** Texts that say that there is no date. */
const NO_DATE = /^0000-00-00(?: 00:00:00)?$/;

/** Whether a text stands for a date that nobody entered. */
export const isNoDate = (text: string): boolean => NO_DATE.test(text);

/**
 * How two texts differ if both are dates.
 *
 * @returns `dateformat` for the same date and time, written differently; `timezone` if their clocks are as far apart as
 *   those of two time zones; undefined for two dates, or if one is no date
 */
export function dateDifference(here: string, there: string): 'dateformat' | 'timezone' | undefined {
  const ours = readingsOf(here);
  const theirs = readingsOf(there);
  const pairs = ours.flatMap((one) => theirs.map((other) => [one, other] as const));
  if (pairs.some(([one, other]) => isSame(one, other))) return 'dateformat';
  if (pairs.some(([one, other]) => areZonesApart(one, other))) return 'timezone';
  return undefined;
}

/** A date without a time is the same as one with any time of that day. */
function isSame(one: Reading, other: Reading): boolean {
  if (one.hasTime && other.hasTime) return one.shown === other.shown;
  return Math.floor(one.shown / DAY_MS) === Math.floor(other.shown / DAY_MS);
}

function areZonesApart(one: Reading, other: Reading): boolean {
  if (!one.hasTime || !other.hasTime) return false;
  const apart = Math.abs(one.shown - other.shown);
  return apart > 0 && apart <= LARGEST_OFFSET_MS && apart % OFFSET_STEP_MS === 0;
}

/** What a text may mean; several where day and month could be swapped, none if it is no date. */
function readingsOf(text: string): Reading[] {
  if (text.length < 8 || text.length > 50) return [];
  const swapped = TIME_FIRST.exec(text);
  const tidy = swapped === null ? text : `${swapped[2]} ${swapped[1]}`;
  const yearFirst = YEAR_FIRST.exec(tidy);
  if (yearFirst !== null) return reading(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst.slice(4));
  const yearLast = YEAR_LAST.exec(tidy);
  if (yearLast !== null) {
    const time = yearLast.slice(4);
    return [
      ...reading(yearLast[3], yearLast[2], yearLast[1], time),
      ...(yearLast[1] === yearLast[2] ? [] : reading(yearLast[3], yearLast[1], yearLast[2], time)),
    ];
  }
  const dayAndName = DAY_AND_NAME.exec(tidy);
  if (dayAndName !== null) return reading(dayAndName[3], monthOf(dayAndName[2]), dayAndName[1], dayAndName.slice(4));
  const nameAndDay = NAME_AND_DAY.exec(tidy);
  if (nameAndDay !== null) return reading(nameAndDay[3], monthOf(nameAndDay[1]), nameAndDay[2], nameAndDay.slice(4));
  return [];
}

const monthOf = (name = ''): string => String(MONTHS.indexOf(name.toLowerCase()) + 1);

function reading(year = '', month = '', day = '', time: (string | undefined)[]): Reading[] {
  const [hours, minutes = '0', seconds = '0', half] = time;
  const isLate = half?.toLowerCase() === 'pm';
  const hour = half === undefined ? Number(hours ?? 0) : (Number(hours) % 12) + (isLate ? 12 : 0);
  if (!(Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31 && hour <= 24)) return [];
  const shown = Date.UTC(Number(year), Number(month) - 1, Number(day), hour, Number(minutes), Number(seconds));
  return [{ shown, hasTime: hours !== undefined }];
}
