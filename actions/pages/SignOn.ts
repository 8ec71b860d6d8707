import { hashSecret } from '../../src/access/secrets';
import { action } from '../../src/calls/action';
import { notFound } from '../../src/errors';
import type { PagesSignOn } from '../../src/generated/pages/SignOn';
import { beginSession } from '../../src/people/browser-sessions';
import { takeSsoToken } from '../../src/store/access/client-sessions';
import { noteClientSignIn } from '../../src/store/people/clients';

export default action<PagesSignOn>(async ({ token, browser = '', replaced }, context) => {
  const { db, address, now } = context;
  const taken = await takeSsoToken(db, hashSecret(token), now);
  if (taken === undefined) throw notFound('Token Not Found');
  const { path, ...owner } = taken;
  noteClientSignIn(db, owner.clientId, address, now);
  return { ...(await beginSession(context, { ...owner, way: 'sso', browser, replaced })), path };
});
