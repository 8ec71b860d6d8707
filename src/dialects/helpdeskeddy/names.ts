import type { Names } from '../../store/desk/named';

/** A name in the languages of this API. */
export interface Localized {
  en: string;
  ru: string;
  ua: string;
}

/**
 * Shows a name in all languages of this API; empty where there is no translation. The name itself is the English one
 * unless the translations have their own.
 */
export const localized = (name: string, names: Names): Localized => ({
  en: names.en || name,
  ru: names.ru ?? '',
  ua: names.ua ?? '',
});
