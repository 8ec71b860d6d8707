import { type Html, html } from './html';
import type { Visit } from './layout';

const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Formatters cost 20 to 100 us each to make, and a page needs one per message. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** @param timeStyle `full` names the time zone */
function formatFor(language: string, timeZone: string, timeStyle: 'short' | 'full'): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${timeStyle}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle, timeZone });
  formats.set(key, known);
  return known;
}

/** A time as people say it ("2 hours ago"), with the exact one beside it. */
export function timeOf({ language, timeZone, now }: Visit, at: Date): Html {
  const exact = formatFor(language.code, timeZone, 'short').format(at);
  const complete = formatFor(language.code, timeZone, 'full').format(at);
  return html`<time datetime="${at.toISOString()}" title="${complete}"><span>${ago(language.code, at, now)}</span> · ${exact}</time>`;
}

/** A time as people say it, where there is room for no more. The complete one shows when the mouse rests on it. */
export function ageOf({ language, timeZone, now }: Visit, at: Date): Html {
  const complete = formatFor(language.code, timeZone, 'full').format(at);
  return html`<time datetime="${at.toISOString()}" title="${complete}">${ago(language.code, at, now, 'narrow')}</time>`;
}

const relatives = new Map<string, Intl.RelativeTimeFormat>();

function ago(language: string, at: Date, now: Date, style: 'long' | 'narrow' = 'long'): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const relative =
    relatives.get(`${language} ${style}`) ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto', style });
  relatives.set(`${language} ${style}`, relative);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(unit === 'second' && Math.abs(seconds) < 60 ? 0 : Math.trunc(seconds / size), unit);
}

const sizes = new Map<string, Intl.NumberFormat>();

function sizeFormatFor(
  language: string,
  unit: 'kilobyte' | 'megabyte',
  maximumFractionDigits: number,
): Intl.NumberFormat {
  const key = `${language} ${unit} ${maximumFractionDigits}`;
  const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits } as const;
  const known = sizes.get(key) ?? new Intl.NumberFormat(language, style);
  sizes.set(key, known);
  return known;
}

/** A month as people read it: `November 2026`. @param month such as `2026-11` */
export const monthOf = ({ language }: Visit, month: string): string =>
  new Intl.DateTimeFormat(language.code, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** A number as people read it: `1,200`. */
export const numberOf = ({ language }: Visit, count: number): string => count.toLocaleString(language.code);

/** A size as people read it: `12 KB`, `1.5 MB`. */
export function sizeOf({ language }: Pick<Visit, 'language'>, bytes: number): string {
  const [unit, size] = bytes < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const);
  const value = Math.max(bytes / size, 0.1);
  return sizeFormatFor(language.code, unit, value < 10 ? 1 : 0).format(value);
}
