import type { Dice } from './dice';
import type { Person } from './people';
import { hex, iso } from './plan';
import { LANGUAGES, type Language, TEXTS } from './texts';

/** Draws the language of a ticket by the languages' shares. */
export function languageOf(dice: Dice): Language {
  let left = dice.next() * 100;
  const found = LANGUAGES.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return found ?? (LANGUAGES[0] as Language);
}

/** The words for the placeholders in a ticket's texts. */
export function wordsOf(
  id: number,
  opened: number,
  { firstName, lastName, domain }: Person,
  dice: Dice,
): Record<string, string> {
  const [day = ''] = iso(opened).split('T');
  return {
    domain,
    person: `${firstName} ${lastName}`,
    invoice: `${day.slice(0, 4)}-${String(id % 1_000_000).padStart(6, '0')}`,
    order: `ORD-${100_000 + id}`,
    error: `ERR-${1000 + dice.below(4000, 4)}`,
    product: dice.of(TEXTS.products),
    ip: `10.${dice.below(256)}.${dice.below(256)}.${1 + dice.below(254)}`,
    host: `${dice.of(TEXTS.hosts)}${1 + dice.below(400)}`,
    date: day.split('-').reverse().join('.'),
    amount: `${5 + dice.below(400)}.${String(dice.below(100)).padStart(2, '0')} EUR`,
  };
}

/** Invents a technical term. A few terms are in every other ticket, and most are rare, as in real tickets. */
function inventedWord(dice: Dice): string {
  const { syllables, lastSyllables } = TEXTS;
  const all = syllables.length ** 2 * lastSyllables.length;
  const at = dice.below(all, 3);
  const [first, second] = [
    Math.floor(at / syllables.length / lastSyllables.length),
    Math.floor(at / lastSyllables.length),
  ];
  return `${syllables[first]}${syllables[second % syllables.length]}${lastSyllables[at % lastSyllables.length]}`;
}

/** Replaces the placeholders of a text, and invents words for unknown ones. */
export const fill = (text: string, words: Record<string, string>, dice: Dice): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? inventedWord(dice));

/** Composes the body of a message. */
export function bodyOf(
  language: Language,
  byStaff: boolean,
  said: number,
  words: Record<string, string>,
  dice: Dice,
): string {
  const { greetings, sentences, answers, closings } = language;
  const count = 2 + dice.below(4);
  const text = Array.from({ length: count }, () => dice.of(byStaff ? answers : sentences));
  const line = `[${iso(said).slice(0, 19)}] {host} {word}: {error} from {ip}, trace ${hex(String(dice.next())).slice(0, 12)}`;
  const log = dice.next() < 0.3 ? `\n\n${line}` : '';
  const name = byStaff ? 'Support' : '{person}';
  return fill(`${dice.of(greetings)}\n\n${text.join(' ')}${log}\n\n${dice.of(closings)}\n${name}`, words, dice);
}
