/** The languages of the pages for people, by their codes. Each has a file in `src/pages/texts/`. */
export const LANGUAGE_CODES = ['en', 'de', 'ar'] as const;

export type LanguageCode = (typeof LANGUAGE_CODES)[number];

/** What WHMCS calls each of them: clients and announcements have their language by this name. */
export const WHMCS_LANGUAGES: Readonly<Record<LanguageCode, string>> = { en: 'english', de: 'german', ar: 'arabic' };
