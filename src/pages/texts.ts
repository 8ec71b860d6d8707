import { LANGUAGE_CODES, type LanguageCode, WHMCS_LANGUAGES } from '../config/languages';
import { ar } from './texts/ar';
import { de } from './texts/de';
import { en, type Texts } from './texts/en';

export type { Texts } from './texts/en';

/** The texts of each language. A further one is a file in `texts/`, its code in LANGUAGE_CODES and a line here. */
const LANGUAGES: Readonly<Record<LanguageCode, Texts>> = { en, de, ar };

/** The languages to choose from, each by the name that its readers know. */
export const CHOICES: readonly { code: LanguageCode; name: string }[] = LANGUAGE_CODES.map((code) => ({
  code,
  name: LANGUAGES[code].languageName,
}));

/** Whether a text is the code of a language of the pages. */
export const isLanguage = (code: string): code is LanguageCode => LANGUAGE_CODES.some((one) => one === code);

/** A language with its texts. */
export interface Language {
  code: LanguageCode;
  texts: Texts;
}

/**
 * Chooses the language of a page: one that was chosen, or else the browser's, the desk's, or English.
 *
 * @param chosen languages by their codes or WHMCS's names, the most important one first; unknown and empty ones don't count
 * @param accepted the browser's `Accept-Language`
 * @param otherwise the language of people who choose none, by WHMCS's name
 */
export function languageFor(chosen: readonly string[], accepted: string, otherwise = ''): Language {
  const codes = [...chosen.map(codeOf), ...acceptedCodes(accepted), codeOf(otherwise)];
  const code = codes.find(isLanguage) ?? 'en';
  return { code, texts: LANGUAGES[code] };
}

const codeOf = (language: string): string =>
  LANGUAGE_CODES.find((code) => WHMCS_LANGUAGES[code] === language.toLowerCase()) ?? language;

/** More than any browser sends. */
const LONGEST_HEADER = 500;

function acceptedCodes(header: string): string[] {
  const parts = header.slice(0, LONGEST_HEADER).split(',');
  const weighed = parts.map((part) => {
    const [tag = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { code: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) || 0 };
  });
  return weighed
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ code }) => code);
}
