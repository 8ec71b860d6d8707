import { ADDRESSES } from '../../config/addresses';
import { here } from '../../pages/layout';
import type { Visitor } from './page-door';

/** A page of ours below this one: a word, perhaps folders, and a query of printable ASCII. It names no host. */
const OURS =
  /^(?!login|logout|oauth|admin\/sign)[a-z-]+(?:\.php)?(?:\/[A-Za-z0-9_-]+)*\/?(?:\?[\x21-\x5b\x5d-\x7e]*)?$/i;
const LONGEST = 1_000;

/**
 * Reads where to go after signing in.
 *
 * @returns an address relative to the folder of the pages, which stays on this server whatever was sent; empty if it is
 *   no page of ours
 */
export const readGoto = (sent: string): string => (sent.length <= LONGEST && OURS.test(sent) ? sent : '');

/** Where to go after signing in, if nothing else was said. */
export const targetOf = (sent: string): string => readGoto(sent) || here(ADDRESSES.clientArea);

/** The address of the page to sign in on, which leads back to the page that was asked for. */
export function signInAddress({ req }: Pick<Visitor, 'req'>, signIn: string = ADDRESSES.signIn): string {
  const start = req.originalUrl.indexOf('?');
  const wanted = readGoto(here(req.path) + (start < 0 ? '' : req.originalUrl.slice(start)));
  // Relative, so that it works below a proxy's prefix: up as many folders as the path has.
  const up = '../'.repeat(req.path.split('/').length - 2);
  return up + here(signIn) + (wanted === '' ? '' : `?goto=${encodeURIComponent(wanted)}`);
}
