import type { LanguageCode } from '../../config/languages';
import * as ar from './texts/ar';
import * as de from './texts/de';
import * as en from './texts/en';

/** The texts of the console, by the part of it that shows them. A further part is a file for each language. */
export type ConsoleTexts = typeof en;

const LANGUAGES: Readonly<Record<LanguageCode, ConsoleTexts>> = { en, de, ar };

/** The texts of the console in a language. */
export const consoleTexts = (code: LanguageCode): ConsoleTexts => LANGUAGES[code];
