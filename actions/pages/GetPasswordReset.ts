import { action } from '../../src/calls/action';
import type { PagesGetPasswordReset } from '../../src/generated/pages/GetPasswordReset';
import { checkPasswordReset } from '../../src/people/users';

export default action<PagesGetPasswordReset>(async ({ token }, { db, now }) => {
  await checkPasswordReset(db, token, now);
  return {};
});
