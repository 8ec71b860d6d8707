import { hashSecret } from '../../src/access/secrets';
import { action } from '../../src/calls/action';
import { notFound } from '../../src/errors';
import type { PagesUseSignInLink } from '../../src/generated/pages/UseSignInLink';
import { signInByLink } from '../../src/people/signing-in';
import { useSignInLink } from '../../src/store/access/sign-in-links';

export default action<PagesUseSignInLink>(async ({ token, browser = '', replaced }, context) => {
  const userId = await useSignInLink(context.db, hashSecret(token), context.now);
  if (userId === undefined) throw notFound('Link Not Found');
  const answer = await signInByLink(context, userId, { browser, replaced });
  // The user has left every account since the mail was sent.
  if (answer.outcome === 'wrong') throw notFound('Link Not Found');
  return { ...answer };
});
