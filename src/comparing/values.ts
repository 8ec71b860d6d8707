import { Parser } from 'htmlparser2';
import { dateDifference, isNoDate } from './dates';
import type { Kind } from './kinds';

/** A value of an answer that is no list and has no members. */
export type Scalar = string | number | boolean | null;

/**
 * How two values differ.
 *
 * @returns undefined if they are the same
 */
export function differenceOf(here: Scalar, there: Scalar): Kind | undefined {
  if (here === there) return undefined;
  if (typeof here === 'string' && typeof there === 'string') return textDifference(here, there);
  if (isNothing(here) && isNothing(there)) return 'type';
  if (wordOf(here) === wordOf(there)) return 'type';
  if (isNumber(here) && isNumber(there) && Number(here) === Number(there)) return 'type';
  return 'value';
}

/** Whether a value is one of the ways to say that there is none. */
export const isNothing = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'string' && isNoDate(value));

/** PHP writes `true` as 1 and `false` as nothing or 0, where it makes text of them. */
function wordOf(value: Scalar): string {
  if (value === true) return '1';
  if (value === false) return '0';
  return String(value);
}

const isNumber = (value: Scalar): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));

function textDifference(here: string, there: string): Kind {
  if (isNothing(here) && isNothing(there)) return 'dateformat';
  const date = dateDifference(here, there);
  if (date !== undefined) return date;
  if (tidied(here) === tidied(there)) return 'spaces';
  const ours = decoded(here);
  const theirs = decoded(there);
  if (ours === theirs) return 'entities';
  if (ours.toLowerCase() === theirs.toLowerCase()) return 'lettercase';
  // Amounts: 12.5 and 12.50.
  if (isNumber(here) && isNumber(there) && here.includes('.') && Number(here) === Number(there)) return 'type';
  return 'value';
}

/** Without what nobody sees: how lines end, and spaces at the ends of lines. */
const tidied = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

/** Some desks encode what was encoded already. */
const decoded = (text: string): string =>
  tidied(withoutEntities(withoutEntities(text.replace(/<br ?\/?>\n?/gi, '\n'))));

function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  const parts: string[] = [];
  // Without elements, all that the parser does is to decode.
  new Parser({ ontext: (part) => parts.push(part) }).end(text.replaceAll('<', '&lt;'));
  return parts.join('');
}
