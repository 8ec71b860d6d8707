import type { Request, Response } from 'express';
import { ApiError, type ErrorKind } from '../../errors';
import { errorPage } from '../../pages/errors';
import { PAGE_HEADERS, PLAIN_PORTAL, type Visit } from '../../pages/layout';
import type { Language } from '../../pages/texts';
import type { Texts } from '../../pages/texts/en';
import { inLanguage } from '../../pages/texts/problems';
import type { Reply } from '../door';
import { HTTP_STATUS, retryAfter } from '../headers';
import { spokenBy } from './language';
import { placeOf, sceneOf } from './scene';

/** A refusal with texts of its own. */
export class Refused extends ApiError {
  override name = 'Refused';

  constructor(
    kind: ErrorKind,
    readonly text: keyof Texts['refusals'],
  ) {
    super(kind, text);
  }
}

type Named = Exclude<keyof Texts['errors'], 'reference' | 'written'>;

/** Which texts each kind has. */
const TEXTS: Record<ErrorKind, Named> = {
  malformed: 'malformed',
  wrong_method: 'wrong_method',
  too_large: 'too_large',
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  no_action: 'not_found',
  unknown_action: 'not_found',
  invalid: 'invalid',
  not_found: 'not_found',
  conflict: 'conflict',
  too_many: 'too_many',
  busy: 'busy',
  unavailable: 'unavailable',
  upstream: 'unavailable',
  internal: 'internal',
};

/** The kinds whose message says more than the kind does. */
const TELLING: readonly ErrorKind[] = ['malformed', 'forbidden', 'invalid', 'conflict'];

/**
 * What an error says, in a language.
 *
 * @param translate says a refusal in that language
 */
export function errorTexts(
  language: Language,
  error: ApiError,
  translate = (refusal: string) => inLanguage(language, refusal),
): { title: string; text: string } {
  const { texts } = language;
  if (error instanceof Refused) return texts.refusals[error.text];
  const general = texts.errors[TEXTS[error.kind]];
  return TELLING.includes(error.kind) ? { ...general, text: translate(error.message) } : general;
}

/** What can be said of every error of a kind. */
export const generalText = ({ texts }: Language, kind: ErrorKind): string => texts.errors[TEXTS[kind]].text;

/** The page of an error, in the visitor's language. A visitor who is not signed in gets 403, as a page has no other way. */
export function errorReply(visit: Visit, error: ApiError, { locals }: Response): Reply {
  const { title, text } = errorTexts(visit.language, error);
  return {
    status: error.kind === 'unauthenticated' ? 403 : HTTP_STATUS[error.kind],
    headers: { ...PAGE_HEADERS, ...retryAfter(error) },
    body: errorPage(visit, title, text, locals.requestId, locals.written ?? []),
  };
}

/** What the page of an error knows about its visitor: the look and the language of the request, if it got that far. */
export function visitOfStranger(req: Request, about: Pick<Visit, 'timeZone' | 'now'>): Visit {
  const scene = sceneOf(req);
  const { up } = placeOf(req, {});
  return {
    ...about,
    ...(scene ?? { language: spokenBy(req, '', false).language, portal: PLAIN_PORTAL }),
    // All refusals of an address are the same page, however many folders somebody has put into it.
    place: scene && { path: '', up: up === '' ? up : undefined, query: '' },
    proof: undefined,
  };
}

/** Whether a person's browser asks, and so should get a page. Programs ask for anything, or for JSON. */
export const wantsPage = (req: Request): boolean => req.accepts(['json', 'html']) === 'html';
