import { randomInt } from 'node:crypto';
import { LONGEST_TICKET_NUMBER, maskLength } from '../config/ticket-mask';
import { dayOf } from './dates';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';

const pick = (alphabet: string): string => alphabet.charAt(randomInt(alphabet.length));

/** How many digits the candidates have beyond the mask: three as it says, then wider, for when its space fills. */
const EXTRA_DIGITS = [0, 0, 0, 1, 2, 4];

/**
 * Draws ticket numbers to try, the best first.
 *
 * Codes of the mask, as documented: `%A` and `%a` an upper- or lower-case letter, `%n` a digit, `%y` the year in four
 * digits, `%m` the month, `%d` the day, `%i` the ticket's id, which is left for the statement that knows it. A
 * digit in front is never a zero, because callers exist that read a number as a whole one. Digits are added behind where
 * the mask's own space has no room left.
 *
 * @param timeZone IANA name of the zone whose day it is.
 */
export function drawNumbers(mask: string, now: Date, timeZone: string): string[] {
  const dated = writeDay(mask, now, timeZone);
  const room = LONGEST_TICKET_NUMBER - maskLength(dated);
  return EXTRA_DIGITS.filter((extra) => extra <= room).map(
    (extra) => draw(dated) + Array.from({ length: extra }, () => pick(DIGITS)).join(''),
  );
}

function writeDay(mask: string, now: Date, timeZone: string): string {
  if (!/%[ymd]/.test(mask)) return mask;
  const [year = '', month = '', day = ''] = dayOf(now, timeZone).split('-');
  return mask.replaceAll('%y', year).replaceAll('%m', month).replaceAll('%d', day);
}

function draw(mask: string): string {
  return mask.replace(/%([Aan])/g, (_code, letter: string, at: number) => {
    if (letter === 'A') return pick(UPPER);
    if (letter === 'a') return pick(LOWER);
    return pick(at === 0 ? DIGITS.slice(1) : DIGITS);
  });
}

/** Eight letters and digits from a cryptographic source, each as likely as any other: what opens a ticket to a guest. */
export const drawAccessCode = (): string => Array.from({ length: 8 }, () => pick(UPPER + LOWER + DIGITS)).join('');

/** How many codes of three letters there are. */
const CODES = 26 ** 3;
/** Without a factor in common with {@link CODES}, so that the ids next to each other run through all of them. */
const STEP = 7_919;
const START = 11_213;

/**
 * The second public number of a ticket, `ABC-124`: it follows from the id, and no other ticket has it, because the digits
 * are the id. The letters only tell a number that was mistyped.
 */
export function uniqueId(id: number): string {
  const code = (id * STEP + START) % CODES;
  const letters = [Math.floor(code / 676), Math.floor(code / 26) % 26, code % 26].map((at) => UPPER.charAt(at));
  return `${letters.join('')}-${id}`;
}

/** The id of the ticket whose {@link uniqueId} it is, in any letter case; undefined for any other text. */
export function idOfUnique(text: string): number | undefined {
  const id = Number(/^[A-Z]{3}-([1-9]\d{0,9})$/i.exec(text)?.[1]);
  return uniqueId(id) === text.toUpperCase() && id <= LARGEST_ID ? id : undefined;
}

const LARGEST_ID = 2_147_483_647;
