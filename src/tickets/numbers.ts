import { LONGEST_TICKET_NUMBER, maskLength } from '../config/ticket-mask';
import { drawText } from '../text/draw';
import { dayOf } from './dates';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const LEADING_DIGITS = DIGITS.slice(1);
/** Of which letters a code of the mask is one. */
const LETTERS: Record<string, string> = { A: UPPER, a: LOWER, n: DIGITS };

/**
 * How many digits each candidate has beyond the mask: three follow it exactly, the rest are longer, for when the mask's
 * numbers run out.
 */
const EXTRA_DIGITS = [0, 0, 0, 1, 2, 4];

/**
 * Draws ticket numbers to try, best first.
 *
 * The mask's codes, as documented: `%A` and `%a` are an upper- or lower-case letter, `%n` a digit, `%y` the year in
 * four digits, `%m` the month, `%d` the day, and `%i` the ticket's id, which stays for the insert statement, because
 * only that knows it. A leading digit is never zero, because some callers read the number as an integer. Extra digits
 * at the end help when the mask's own numbers run out.
 *
 * @param timeZone IANA name of the zone that decides the day.
 */
export function drawNumbers(mask: string, now: Date, timeZone: string): string[] {
  const dated = writeDay(mask, now, timeZone);
  const room = LONGEST_TICKET_NUMBER - maskLength(dated);
  return EXTRA_DIGITS.filter((extra) => extra <= room).map((extra) => draw(dated) + drawText(DIGITS, extra));
}

function writeDay(mask: string, now: Date, timeZone: string): string {
  if (!/%[ymd]/.test(mask)) return mask;
  const [year = '', month = '', day = ''] = dayOf(now, timeZone).split('-');
  return mask.replaceAll('%y', year).replaceAll('%m', month).replaceAll('%d', day);
}

function draw(mask: string): string {
  let number = '';
  for (let at = 0; at < mask.length; at++) {
    const letters = mask[at] === '%' ? LETTERS[mask[at + 1] ?? ''] : undefined;
    if (letters === undefined) number += mask[at];
    else {
      number += drawText(at === 0 && letters === DIGITS ? LEADING_DIGITS : letters, 1);
      at++;
    }
  }
  return number;
}

/**
 * Draws the code that lets a guest open a ticket: eight letters and digits from a cryptographic source, all equally
 * likely.
 */
export const drawAccessCode = (): string => drawText(UPPER + LOWER + DIGITS, 8);

/** How many codes of three letters there are. */
const CODES = 26 ** 3;
/** Coprime to {@link CODES}, so that consecutive ids run through all codes. */
const STEP = 7_919;
const START = 11_213;

/**
 * A ticket's second public number, such as `ABC-124`, computed from its id. It is unique because the digits are the id;
 * the letters only reveal typing errors.
 */
export function uniqueId(id: number): string {
  const code = (id * STEP + START) % CODES;
  const letters = [Math.floor(code / 676), Math.floor(code / 26) % 26, code % 26].map((at) => UPPER.charAt(at));
  return `${letters.join('')}-${id}`;
}

/** The id of the ticket with a {@link uniqueId}, in any letter case; undefined for any other text. */
export function idOfUnique(text: string): number | undefined {
  const id = Number(/^[A-Z]{3}-([1-9]\d{0,9})$/i.exec(text)?.[1]);
  return uniqueId(id) === text.toUpperCase() && id <= LARGEST_ID ? id : undefined;
}

const LARGEST_ID = 2_147_483_647;
