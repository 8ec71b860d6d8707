import type { Language } from '../texts';
import { ar } from './problems/ar';
import { de } from './problems/de';

/** The refusals of the pages' actions in other languages. `xxx` stands for what differs. A test looks for missing ones. */
export const PROBLEMS: Readonly<Record<string, Readonly<Record<string, string>>>> = { de, ar };

interface Pattern {
  matches: RegExp;
  text: string;
}

const patterns = new Map(
  Object.entries(PROBLEMS).map(([code, problems]) => [code, Object.entries(problems).map(patternOf)]),
);

function patternOf([english, text]: [string, string]): Pattern {
  const source = english.replace(/[.+?^${}()|[\]\\*]/g, '\\$&').replaceAll('xxx', '(.*)');
  return { matches: new RegExp(`^${source}$`, 's'), text };
}

/** A refusal in a language, or else as it is. */
export function inLanguage({ code }: Pick<Language, 'code'>, refusal: string): string {
  for (const { matches, text } of patterns.get(code) ?? []) {
    const found = matches.exec(refusal);
    if (found === null) continue;
    let at = 0;
    return text.replaceAll('xxx', () => found[++at] ?? '');
  }
  return refusal;
}
