import { ADDRESSES } from '../../config/addresses';
import { ApiError, asApiError } from '../../errors';
import { here } from '../../pages/layout';
import type { DoorParts, Reply } from '../door';
import { addressOf } from '../headers';
import type { ClientPage } from './client-page';
import { cookieOf } from './cookies';
import { Refused } from './error-page';
import { COOKIE, show, text, type Visitor } from './page-door';
import { askAsVisitor, askToSignIn, sessionCookie } from './session-cookie';

type Answer = (visitor: Visitor) => Promise<Reply>;

/** `/oauth/singlesignon.php`: turns a token of CreateSsoToken into a session, and redirects to the token's page. */
const singleSignOn =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const { fields, req } = visitor;
    parts.callLimit.countFrom(addressOf(req));
    const token = text(fields.access_token);
    if (!/^[0-9a-f]{40}$/.test(token)) throw new Refused('forbidden', 'deadSingleSignOn');
    const signed = await askToSignIn(parts, visitor, 'SignOn', { token }).catch((thrown) => {
      throw asApiError(thrown).kind === 'not_found' ? new Refused('forbidden', 'deadSingleSignOn') : thrown;
    });
    // This page is one folder deep, so `..` leads to the top. The target stays on this server whatever the path, and
    // below a prefix that a proxy may add.
    return show('', 303, { Location: `..${signed.path}`, ...(await sessionCookie(parts, visitor, signed)) });
  };

/** `POST /logout.php`, from a page of the session. */
const signOut =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const { fields, session, req } = visitor;
    parts.callLimit.countFrom(addressOf(req));
    if (session === '') throw new ApiError('unauthenticated', 'Unauthenticated.');
    if (!parts.sessions.isProof(session, text(fields.proof))) {
      throw new ApiError('forbidden', 'Please use the button on a page of your tickets.');
    }
    await askAsVisitor(parts, visitor, 'SignOut', { session });
    return show('', 303, {
      Location: `${here(ADDRESSES.signIn)}?done=out`,
      'Set-Cookie': cookieOf(COOKIE, '', 0, false),
    });
  };

/** The pages that begin and end a session. */
export const SESSION_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.singleSignOn,
    methods: ['GET', 'POST'],
    isSignedIn: false,
    summary: 'Sign a client in with a token of CreateSsoToken, which works once and for a minute',
    fields: { access_token: { description: 'The token', isRequired: true } },
    answers: {
      303: 'Signed in: sets a cookie and redirects to the page for which the token was made',
      403: 'The link does not work any more, or the address is banned',
    },
    answer: singleSignOn,
  },
  {
    path: ADDRESSES.signOut,
    methods: ['POST'],
    isSignedIn: true,
    summary: 'Sign out, as the button on each page does',
    fields: { proof: { description: "The session's CSRF token, which its pages contain", isRequired: true } },
    answers: {
      303: 'Signed out: redirects to the page to sign in on',
      403: 'Not signed in, the proof is wrong, or the address is banned',
    },
    answer: signOut,
  },
];
