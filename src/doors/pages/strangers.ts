import { ALPHANUMERIC, drawText } from '../../text/draw';
import type { DoorParts } from '../door';
import { asToken, cookieOf, isSecure, readCookie } from './cookies';
import { text, type Visitor } from './page-door';

/** The cookie that tells a stranger's browser from others, for the proofs in its forms. */
const BROWSER_COOKIE = 'hatchdesk_browser';

const BROWSER_SECONDS = 24 * 3600;

/** What tells a stranger's browser from others; empty if it sent no cookie. */
export const browserOf = ({ req }: Visitor): string => asToken(readCookie(req, BROWSER_COOKIE));

/** What a form for strangers needs: its proof, and the headers that make the browser known. */
export async function proofFor(
  parts: DoorParts,
  visitor: Visitor,
  purpose: string,
): Promise<{ proof: string; headers: Record<string, string> }> {
  const known = browserOf(visitor);
  const browser = known === '' ? drawText(ALPHANUMERIC, 43) : known;
  const cookie = cookieOf(BROWSER_COOKIE, browser, BROWSER_SECONDS, await isSecure(parts, visitor.req));
  return { proof: await parts.formProofs.issue(browser, purpose), headers: { 'Set-Cookie': cookie } };
}

/** When a stranger's form was shown to the same browser. Undefined if its proof is none, or too old. */
export const shownAt = (parts: DoorParts, visitor: Visitor, purpose: string): Promise<Date | undefined> =>
  parts.formProofs.shownAt(text(visitor.fields.proof), browserOf(visitor), purpose);
