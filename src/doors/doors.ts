import { clientPages } from './client-pages';
import type { Door } from './door';
import { helpdeskeddy } from './helpdeskeddy';
import { keliweb } from './keliweb';
import { linkPages } from './link-pages';
import { oauthElsewhere, oauthRevoke, oauthToken, socialboardsToken } from './oauth';
import type { RestDoor } from './rest';
import { socialboards } from './socialboards';
import { hatch } from './whmcs';

/** The REST APIs, which are called by method and path. */
export const REST_DOORS: readonly RestDoor[] = [socialboards, helpdeskeddy];

/**
 * Lists every door. If two share an address, the first one answers.
 *
 * @param keliwebPrefix the path prefix of the reseller API, without a trailing slash
 */
export const doors = (keliwebPrefix: string): readonly Door[] => [
  hatch,
  // Must come before HelpDeskEddy, because its default prefix lies below HelpDeskEddy's.
  keliweb(keliwebPrefix),
  ...REST_DOORS,
  oauthToken,
  oauthRevoke,
  socialboardsToken,
  ...clientPages,
  ...linkPages,
  // Must come after the page of single sign-on.
  oauthElsewhere,
];
