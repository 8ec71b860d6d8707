import { consolePages } from './console/console-pages';
import { type Door, patternOf } from './door';
import { events } from './events';
import { helpdeskeddy } from './helpdeskeddy';
import { keliweb } from './keliweb';
import { oauthElsewhere, oauthRevoke, oauthToken, socialboardsToken } from './oauth';
import { clientPages } from './pages/client-pages';
import { linkPages } from './pages/link-pages';
import type { RestDoor } from './rest';
import { socialboards } from './socialboards';
import { hatch } from './whmcs';

/** The REST APIs, which are called by method and path. */
export const REST_DOORS: readonly RestDoor[] = [socialboards, helpdeskeddy];

/**
 * The reseller API and the REST APIs. Each has everything below its addresses, so the one whose addresses lie below
 * another's comes first: by default the reseller API, whose prefix lies below HelpDeskEddy's.
 */
function besideRest(reseller: Door, prefix: string): Door[] {
  const isBelow = REST_DOORS.some(({ addresses }) => addresses.some((address) => patternOf(address).test(prefix)));
  return isBelow ? [reseller, ...REST_DOORS] : [...REST_DOORS, reseller];
}

/**
 * Lists every door. If two share an address, the first one answers.
 *
 * @param keliwebPrefix the path prefix of the reseller API, without a trailing slash
 */
export const doors = (keliwebPrefix: string): readonly Door[] => [
  hatch,
  ...besideRest(keliweb(keliwebPrefix), keliwebPrefix),
  oauthToken,
  oauthRevoke,
  socialboardsToken,
  events,
  ...clientPages,
  ...linkPages,
  ...consolePages,
  // Must come after the page of single sign-on.
  oauthElsewhere,
];
