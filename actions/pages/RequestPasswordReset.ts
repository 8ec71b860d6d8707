import { action } from '../../src/calls/action';
import type { PagesRequestPasswordReset } from '../../src/generated/pages/RequestPasswordReset';
import { insertLinkRequest } from '../../src/store/access/sign-in-links';

/** Only notes the wish. Whether a user has the address is found out later, so that nobody can measure it here. */
export default action(
  async ({ email }: PagesRequestPasswordReset, { guesses, address }) => {
    guesses.links.check(email.toLowerCase(), address);
    guesses.links.note(email.toLowerCase(), address);
  },
  async ({ email }, { db, address, now }) => {
    insertLinkRequest(db, { kind: 'password', email, address }, now);
    return {};
  },
);
