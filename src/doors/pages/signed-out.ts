import { ADDRESSES } from '../../config/addresses';
import { asApiError } from '../../errors';
import { here, type Visit } from '../../pages/layout';
import { type KeptText, keptTextPage } from '../../pages/sign-in';
import type { DoorParts, Reply } from '../door';
import { signInAddress } from './goto';
import { show, type Visitor, visitOf } from './page-door';
import { isWritten, textsIn } from './written';

/** An address, seen from the folder of a page. */
const addressOf = (address: string, from = address): string => '../'.repeat(from.split('/').length - 2) + here(address);

/**
 * Makes a page answer a visitor whose session has ended. It leads to the sign-in, and back. What somebody has written
 * stays on a page, to be sent again.
 *
 * @param way where to sign in, and how the page looks that keeps what was written
 */
export const orSignIn =
  (parts: DoorParts, answer: (visitor: Visitor) => Promise<Reply>, way: SignInWay = OF_CUSTOMERS) =>
  (visitor: Visitor): Promise<Reply> =>
    answer(visitor).catch((thrown) => signedOut(parts, visitor, thrown, way));

/** How people sign in: customers, or staff. */
export interface SignInWay {
  /** The address of the page to sign in on. */
  signIn: string;
  /** The page that keeps what was written. */
  keep(visit: Visit, kept: KeptText): Reply;
}

const OF_CUSTOMERS: SignInWay = {
  signIn: ADDRESSES.signIn,
  keep: (visit, kept) => show(keptTextPage(visit, kept), 403),
};

async function signedOut(
  parts: DoorParts,
  visitor: Visitor,
  thrown: unknown,
  { signIn, keep }: SignInWay,
): Promise<Reply> {
  const { req, res, fields } = visitor;
  if (asApiError(thrown).kind !== 'unauthenticated') throw thrown;
  res.locals.call.refused = 'unauthenticated';
  if (req.method !== 'POST') return show('', 303, { Location: signInAddress(visitor, signIn) });
  const texts = textsIn(fields);
  if (!texts.some(isWritten)) throw thrown;
  const visit = { ...(await visitOf(parts, visitor)), proof: undefined };
  return keep(visit, {
    address: addressOf(req.path),
    signIn: addressOf(signIn, req.path),
    written: texts.filter(isWritten),
    others: texts.filter((one) => !isWritten(one)),
    hadFiles: visitor.files.length > 0,
  });
}
