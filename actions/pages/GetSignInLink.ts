import { hashSecret } from '../../src/access/secrets';
import { action } from '../../src/calls/action';
import { notFound } from '../../src/errors';
import type { PagesGetSignInLink } from '../../src/generated/pages/GetSignInLink';
import { findSignInLink } from '../../src/store/access/sign-in-links';

export default action<PagesGetSignInLink>(async ({ token }, { db, now }) => {
  const email = await findSignInLink(db, hashSecret(token), now);
  if (email === undefined) throw notFound('Link Not Found');
  return { email };
});
