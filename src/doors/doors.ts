import { clientPages } from './client-pages';
import type { Door } from './door';
import { helpdeskeddy } from './helpdeskeddy';
import { keliweb } from './keliweb';
import { linkPages } from './link-pages';
import { oauthRevoke, oauthToken, socialboardsToken } from './oauth';
import type { RestDoor } from './rest';
import { socialboards } from './socialboards';
import { hatch } from './whmcs';

/** The APIs that are called by method and path. */
export const REST_DOORS: readonly RestDoor[] = [socialboards, helpdeskeddy];

/**
 * Every door there is. Where two have an address in common, the first answers.
 *
 * @param keliwebPrefix where the reseller API is, without a slash at the end.
 */
export const doors = (keliwebPrefix: string): readonly Door[] => [
  hatch,
  // Before the API below whose prefix its own prefix lies by default.
  keliweb(keliwebPrefix),
  ...REST_DOORS,
  oauthToken,
  oauthRevoke,
  socialboardsToken,
  ...clientPages,
  ...linkPages,
];
