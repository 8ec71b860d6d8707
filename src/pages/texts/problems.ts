import type { Language } from '../texts';
import { ar } from './problems/ar';
import { de } from './problems/de';

/** The refusals of the pages' actions in other languages. `xxx` stands for what differs. A test looks for missing ones. */
export const PROBLEMS: Readonly<Record<string, Readonly<Record<string, string>>>> = { de, ar };

interface Pattern {
  matches: RegExp;
  text: string;
}

const patterns = new WeakMap<object, Pattern[]>();

function patternsOf(problems: Readonly<Record<string, string>>): Pattern[] {
  const known = patterns.get(problems) ?? Object.entries(problems).map(patternOf);
  patterns.set(problems, known);
  return known;
}

function patternOf([english, text]: [string, string]): Pattern {
  const source = english.replace(/[.+?^${}()|[\]\\*]/g, '\\$&').replaceAll('xxx', '(.*)');
  return { matches: new RegExp(`^${source}$`, 's'), text };
}

/** A refusal in a language, or else as it is. */
export const inLanguage = ({ code }: Pick<Language, 'code'>, refusal: string): string =>
  inWordsOf(PROBLEMS[code] ?? {}, refusal) ?? refusal;

/**
 * A refusal in other words.
 *
 * @param problems those words, by the English ones. The first that fit count
 * @returns undefined if it is none of them
 */
export function inWordsOf(problems: Readonly<Record<string, string>>, refusal: string): string | undefined {
  for (const { matches, text } of patternsOf(problems)) {
    const found = matches.exec(refusal);
    if (found === null) continue;
    let at = 0;
    return text.replaceAll('xxx', () => found[++at] ?? '');
  }
  return undefined;
}
