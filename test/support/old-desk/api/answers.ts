import { localTime } from '../dump';
import { encoded } from '../texts';

export type Fields = Record<string, string>;
export type Answer = Record<string, unknown>;

/** A refusal with WHMCS's text. */
export class Refused extends Error {}

/** Text as the API answers with it: as it is stored. */
export const text = encoded;

/** A date as the API writes it. */
export const time = (date: Date | undefined, zone: string): string =>
  date === undefined ? '0000-00-00 00:00:00' : localTime(date, zone);

/** A page of a list, with the words around it. */
export function page<T>(all: readonly T[], fields: Fields, list: (rows: readonly T[]) => Answer): Answer {
  const start = Number(fields.limitstart ?? 0) || 0;
  const rows = all.slice(start, start + (Number(fields.limitnum ?? 25) || 25));
  return { result: 'success', totalresults: all.length, startnumber: start, numreturned: rows.length, ...list(rows) };
}

const HEX: Record<string, string> = { '<': '\\u003C', '>': '\\u003E', '&': '\\u0026', "'": '\\u0027' };

/** JSON in ASCII, with the letters escaped that PHP escapes for HTML. */
export const json = (answer: Answer): string =>
  JSON.stringify(answer)
    // Not the quote that ends a text after a backslash.
    .replace(/\\(.)/g, (pair, letter) => (letter === '"' ? '\\u0022' : pair))
    .replace(/[<>&']/g, (letter) => HEX[letter] ?? letter)
    .replace(/[\u007f-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
