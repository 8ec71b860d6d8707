import type { Names } from '../../store/desk/named';

/** A name in the languages that this API knows. */
export interface Localized {
  en: string;
  ru: string;
  ua: string;
}

/**
 * A name as this API shows it: in all of its languages, empty where nobody translated it. The name itself is the English
 * one unless `en` says another.
 */
export const localized = (name: string, names: Names): Localized => ({
  en: names.en || name,
  ru: names.ru ?? '',
  ua: names.ua ?? '',
});
