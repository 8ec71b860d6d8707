import type { Context } from '../../calls/action';
import { ApiError } from '../../errors';

/** The browser session by which a client calls. */
interface SignedIn {
  id: number;
  clientId: number;
  userId: number | null;
}

/**
 * The session of the caller.
 *
 * @throws ApiError (forbidden) `Only somebody who is signed in can do this`
 */
export function signedIn({ session, clientId }: Context['caller']): SignedIn {
  if (session === undefined || clientId === null) {
    throw new ApiError('forbidden', 'Only somebody who is signed in can do this');
  }
  return { ...session, clientId };
}

/**
 * The user who is signed in.
 *
 * @throws ApiError (forbidden) as {@link signedIn} does, and `No user is signed in` where the portal has signed a client
 *   in without one
 */
export function signedInUser(caller: Context['caller']): SignedIn & { userId: number } {
  const session = signedIn(caller);
  const { userId } = session;
  if (userId === null) throw new ApiError('forbidden', 'No user is signed in');
  return { ...session, userId };
}
