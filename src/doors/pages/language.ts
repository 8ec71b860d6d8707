import type { Request } from 'express';
import { isLanguage, type Language, languageFor } from '../../pages/texts';
import { cookieOf, readCookie } from './cookies';

/** The cookie of the language that a visitor chose. It says nothing else about them. */
const COOKIE = 'hatchdesk_language';

const YEAR_SECONDS = 365 * 24 * 3600;

/** The parameter of a link that chooses a language, on every page. */
export const LANGUAGE_FIELD = 'language';

/** The language of a visitor, and the cookie to keep it in if the visitor has just chosen it. */
interface Spoken {
  language: Language;
  cookie: string | undefined;
}

/**
 * Finds out in which language to answer a visitor: the one just chosen, the one of the cookie, the browser's or the
 * desk's. Who signs a client in sets the cookie to the client's language, unless the browser has one.
 *
 * @param otherwise the language of people who choose none, by WHMCS's name
 * @param isSecure whether the cookie is for https only
 */
export function spokenBy(req: Request, otherwise: string, isSecure: boolean): Spoken {
  const wanted = new URLSearchParams(req.originalUrl.split('?')[1] ?? '').get(LANGUAGE_FIELD) ?? '';
  const chosen = [wanted, chosenBefore(req)];
  return {
    language: languageFor(chosen, req.get('accept-language') ?? '', otherwise),
    cookie: isLanguage(wanted) ? languageCookie(wanted, isSecure) : undefined,
  };
}

/** The language of the browser's cookie; empty if it has none. */
export const chosenBefore = (req: Request): string => readCookie(req, COOKIE);

/** The header that keeps a language in the browser. @param language by its code or WHMCS's name, of letters */
export const languageCookie = (language: string, isSecure: boolean): string =>
  cookieOf(COOKIE, language, YEAR_SECONDS, isSecure);
