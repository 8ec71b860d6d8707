const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

type Unit = (typeof UNITS)[number][0];

const formats = new Map<string, Intl.NumberFormat>();

function inUnit(language: string, count: number, unit: Unit, unitDisplay: 'short' | 'narrow'): string {
  const key = `${language} ${unit} ${unitDisplay}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay });
  formats.set(key, format);
  return format.format(count);
}

/** How long something took, as people say it, to a tenth or better: `2 hr 15 min`, `3 days 4 hr`. */
export function readableTime(language: string, seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? UNITS[3];
  const whole = Math.floor(seconds / size);
  const next = UNITS[UNITS.findIndex(([name]) => name === unit) + 1];
  const rest = next === undefined ? 0 : Math.floor((seconds - whole * size) / next[1]);
  // Of ten minutes, nobody wants to know the seconds.
  const hasRest = next !== undefined && rest > 0 && (unit !== 'minute' || whole < 10) && (unit !== 'day' || whole < 10);
  const first = inUnit(language, whole, unit, 'short');
  return hasRest ? `${first} ${inUnit(language, rest, next[0], 'short')}` : first;
}

/** Where an axis of times has its marks: steps that people count in. */
const STEPS = [
  ...[1, 5, 15, 30, 60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400],
  ...[172_800, 432_000, 864_000, 1_728_000, 4_320_000, 8_640_000, 17_280_000, 43_200_000],
];

/** The marks of an axis of times up to this many seconds: at most five above zero, the last at or above the longest. */
export function timeMarks(longest: number): number[] {
  const step = STEPS.find((seconds) => longest <= seconds * 4) ?? Math.ceil(longest / 4);
  const count = Math.max(1, Math.ceil(longest / step));
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** A mark of an axis of times, as short as it gets: `2h`. */
export function timeMark(language: string, seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds >= length && seconds % length === 0) ?? UNITS[3];
  return inUnit(language, seconds / size, unit, 'narrow');
}
