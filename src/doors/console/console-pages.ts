import { ADDRESSES } from '../../config/addresses';
import { scriptFile } from '../../pages/built-file';
import { consoleStyle } from '../../pages/console/style';
import type { Door } from '../door';
import { keptDoor } from '../pages/kept-files';
import { ACCOUNT_PAGES } from './account';
import { BULK_PAGES } from './bulk';
import { COMPARISON_PAGES } from './comparison';
import { consoleDoor } from './console-door';
import type { ConsolePage } from './console-page';
import { consoleEvents } from './events';
import { KEY_PAGES } from './keys';
import { LIVE_PAGES } from './live';
import { MACRO_PAGES } from './macros';
import { QUEUE_PAGES } from './queue';
import { REPLY_PAGES } from './replies';
import { REPORT_PAGES } from './reports';
import { SETUP_PAGES } from './setup';
import { staffSignIn } from './sign-in';
import { TICKET_PAGES } from './tickets';
import { VIEW_PAGES } from './views';

/** The pages of the console, listed once for the app and for OpenAPI. */
export const CONSOLE_PAGES: readonly ConsolePage[] = [
  ...QUEUE_PAGES,
  ...VIEW_PAGES,
  ...TICKET_PAGES,
  ...REPLY_PAGES,
  ...MACRO_PAGES,
  ...BULK_PAGES,
  ...LIVE_PAGES,
  ...REPORT_PAGES,
  ...COMPARISON_PAGES,
  ...SETUP_PAGES,
  ...KEY_PAGES,
  ...ACCOUNT_PAGES,
];

/** The same pages as doors, with those to sign in on, the script and the style. */
export const consolePages: readonly Door[] = [
  keptDoor(ADDRESSES.consoleAssets, { '.js': () => scriptFile('console.js'), '.css': () => consoleStyle }),
  ...staffSignIn,
  consoleEvents,
  ...CONSOLE_PAGES.map(consoleDoor),
];
