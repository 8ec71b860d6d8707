/**
 * The public paths of this server that more than one room needs: doors answer them, mail links to them and the
 * documentation names them. They begin with a slash and stand below `publicUrl`.
 */
export const ADDRESSES = {
  /** WHMCS's own address, and so the desk's main one. */
  hatch: '/includes/api.php',
  /** The prefix of the reseller API, unless `HATCHDESK_KELIWEB_PREFIX` says another. */
  keliweb: '/api/v2/keliweb',
  singleSignOn: '/oauth/singlesignon.php',
  clientArea: '/clientarea.php',
  ticketList: '/supporttickets.php',
  ticket: '/viewticket.php',
  signOut: '/logout.php',
  /** A token follows. */
  invite: '/invite/',
  passwordReset: '/password/reset/',
  explorer: '/docs',
  openapi: '/openapi.json',
  health: '/healthz',
  readiness: '/readyz',
  publicKeys: '/.well-known/jwks.json',
} as const;
