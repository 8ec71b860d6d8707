import { ADDRESSES } from '../../config/addresses';
import { scriptFile } from '../../pages/built-file';
import type { Door } from '../door';
import { ACCOUNT_PAGES } from './account';
import { ANNOUNCEMENT_PAGES } from './announcements';
import type { ClientPage } from './client-page';
import { DRAFT_PAGES } from './drafts';
import { keptDoor } from './kept-files';
import { LOGO_PAGES } from './logo';
import { NEW_TICKET_PAGES } from './new-tickets';
import { PAGES, pageDoor } from './page-door';
import { SESSION_PAGES } from './sessions';
import { SIGN_IN_PAGES } from './sign-in';
import { orSignIn } from './signed-out';
import { LIST_PAGES } from './ticket-lists';
import { TICKET_PAGES } from './ticket-pages';

/** The pages for customers, listed once for the app and for OpenAPI. */
export const CLIENT_PAGES: readonly ClientPage[] = [
  ...SESSION_PAGES,
  ...LIST_PAGES,
  ...TICKET_PAGES,
  ...DRAFT_PAGES,
  ...LOGO_PAGES,
  ...NEW_TICKET_PAGES,
  ...SIGN_IN_PAGES,
  ...ACCOUNT_PAGES,
  ...ANNOUNCEMENT_PAGES,
];

/** The same pages as doors, and their script. */
export const clientPages: readonly Door[] = [
  keptDoor(ADDRESSES.script, { '.js': () => scriptFile('pages.js') }),
  ...CLIENT_PAGES.map(
    ({ path, address = path, methods, mostBytes, keepsForms, answer }): Door => ({
      ...PAGES,
      addresses: [address],
      open: (parts) => pageDoor(parts, methods, orSignIn(parts, answer(parts)), mostBytes, keepsForms),
    }),
  ),
];
