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
  newTicket: '/submitticket.php',
  ticket: '/viewticket.php',
  ticketFile: '/ticketfile.php',
  /** A token follows. */
  ticketConfirmation: '/confirm-ticket/',
  /** A ticket's number and access code follow. */
  ticketLink: '/ticket/',
  announcements: '/announcements',
  announcementFeed: '/announcements.atom',
  /** Browsers ask for it by themselves. */
  icon: '/favicon.ico',
  /** The operator's picture at the top of each page. */
  logo: '/logo',
  signIn: '/login.php',
  /** A token follows. */
  signInLink: '/login/',
  signOut: '/logout.php',
  /** The script of the pages. A hash of its bytes and `.js` follow. */
  script: '/pages-',
  saveDraft: '/savedraft.php',
  account: '/account.php',
  /** A token follows. */
  invite: '/invite/',
  passwordReset: '/password/reset/',
  /** The staff console: its queue, and everything below. */
  console: '/admin/',
  consoleTicket: '/admin/tickets/',
  consolePreview: '/admin/preview',
  /** The number of a ticket follows. */
  consoleTicketNumber: '/admin/tickets/number/',
  consoleViews: '/admin/views',
  consoleCompletion: '/admin/complete',
  consoleBulk: '/admin/bulk',
  consoleReports: '/admin/reports',
  consoleComparison: '/admin/reports/comparison',
  consoleSetup: '/admin/setup/',
  consoleKeys: '/admin/keys',
  consoleAccount: '/admin/account',
  consoleSignIn: '/admin/sign-in',
  consoleSignOut: '/admin/sign-out',
  consoleEvents: '/admin/events',
  consolePresence: '/admin/presence',
  /** Its style and its script. A hash of their bytes follows, and `.css` or `.js`. */
  consoleAssets: '/admin/console-',
  /** The stream of events. */
  events: '/events',
  explorer: '/docs',
  openapi: '/openapi.json',
  health: '/healthz',
  readiness: '/readyz',
  publicKeys: '/.well-known/jwks.json',
} as const;
