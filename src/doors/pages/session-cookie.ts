import { visitorCaller } from '../../access/caller';
import type { Plain } from '../../wire/present';
import type { DoorParts } from '../door';
import { askAs } from './asking';
import { browserName } from './browser-name';
import { cookieOf, isSecure } from './cookies';
import { chosenBefore, languageCookie } from './language';
import { COOKIE, type Visitor } from './page-door';

/** What a sign-in answers with. Its schema promises these members. */
export interface SignedIn {
  outcome?: string;
  session: string;
  seconds: number;
  language: string;
  accounts?: number;
  path?: string;
}

/** Runs an action of the sign-in pages for a visitor who is not signed in yet. @throws ApiError as `perform` does */
export async function askAsVisitor(
  parts: DoorParts,
  visitor: Visitor,
  action: string,
  fields: Record<string, unknown>,
): Promise<{ [name: string]: Plain }> {
  visitor.res.locals.call.caller = visitorCaller.name;
  return (await askAs(parts, visitor, visitorCaller, action, { folder: 'pages', fields })).answer;
}

/** The same for an action that begins a session: it learns which browser it is, and which session it replaces. */
export async function askToSignIn(
  parts: DoorParts,
  visitor: Visitor,
  action: string,
  fields: Record<string, unknown>,
): Promise<SignedIn> {
  const { req, session } = visitor;
  const browser = browserName(req.get('user-agent') ?? '');
  const answer = await askAsVisitor(parts, visitor, action, { ...fields, browser, replaced: session });
  // The type of an answer names no members.
  return answer as unknown as SignedIn;
}

/** The header that keeps a new session in the browser, and the language of whoever signed in. */
export async function sessionCookie(
  parts: DoorParts,
  { req }: Visitor,
  { session, seconds, language }: SignedIn,
): Promise<Record<string, string[]>> {
  const secure = await isSecure(parts, req);
  const cookie = cookieOf(COOKIE, session, seconds, secure);
  // What somebody chose in this browser counts more than what they chose once.
  const spoken = !/^[a-z]+$/i.test(language) || chosenBefore(req) !== '' ? [] : [languageCookie(language, secure)];
  return { 'Set-Cookie': [cookie, ...spoken] };
}
