import { fromWallTime } from '../../../wire/dates';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Reads the dates of WHMCS's tables, which are wall time of the old server. */
export class WallClock {
  /**
   * The offset of each day that has been asked for; null for a day on which it changes. Asking Intl takes as long as reading
   * a hundred dates.
   */
  private readonly offsets = new Map<number, number | null>();
  /** Always the same, if it is said in hours. */
  private readonly fixedOffset: number | undefined;

  /** @param timeZone an IANA name, or an offset as MySQL writes it: `+02:00` */
  constructor(private readonly timeZone: string) {
    const [, sign, hours, minutes] = /^([+-])(\d\d?):(\d\d)$/.exec(timeZone) ?? [];
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
    this.fixedOffset = sign === undefined ? (timeZone === 'UTC' ? 0 : undefined) : sign === '-' ? -offset : offset;
  }

  /**
   * The moment of `2026-11-29 07:30:00`, or of the beginning of `2026-11-29`. An hour that occurs twice means its first pass.
   *
   * @returns null for `0000-00-00` and for anything that is not a date
   */
  moment(text: string): Date | null {
    const wall = wallTime(text);
    if (wall === undefined) return null;
    return new Date(wall - (this.fixedOffset ?? this.offsetOn(Math.floor(wall / DAY)) ?? this.offsetAt(wall)));
  }

  private offsetOn(day: number): number | null {
    const known = this.offsets.get(day);
    if (known !== undefined) return known;
    const first = this.offsetAt(day * DAY);
    const offset = this.offsetAt((day + 1) * DAY) === first ? first : null;
    this.offsets.set(day, offset);
    return offset;
  }

  private offsetAt(wall: number): number {
    return wall - fromWallTime(wall, this.timeZone);
  }
}

/** A day as `2026-11-29`; null for `0000-00-00` and anything else. */
export const day = (text: string): string | null => (wallTime(text) === undefined ? null : text.slice(0, 10));

const digits = (text: string, from: number, to: number): number => {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
};

/** The text taken as UTC, in milliseconds. Years before 1970 are no dates of a desk: WHMCS writes them for "never". */
function wallTime(text: string): number | undefined {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const date = digits(text, 8, 10);
  if (!(year >= 1970 && month >= 1 && month <= 12 && date >= 1 && date <= 31)) return undefined;
  const midnight = Date.UTC(year, month - 1, date);
  // Date turns 30 February into a day in March.
  if (new Date(midnight).getUTCDate() !== date) return undefined;
  if (text.length === 10) return midnight;
  const time = (digits(text, 11, 13) * 60 + digits(text, 14, 16)) * 60 + digits(text, 17, 19);
  return time < 86_400 ? midnight + time * 1000 : undefined;
}
