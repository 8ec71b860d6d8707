import { checkMayChange } from '../src/access/assignments';
import { drawSecret, storeSecret } from '../src/access/secrets';
import { action } from '../src/calls/action';
import { notFound } from '../src/errors';
import type { RotateCredentialSecret } from '../src/generated/RotateCredentialSecret';
import { holdCredential, rotateSecret } from '../src/store/access/credentials';

/** How long the old secret keeps working by default. */
const OVERLAP_MINUTES = 60;

export default action(
  async ({ newsecret }: RotateCredentialSecret, { passwords }) => {
    const secret = newsecret ?? drawSecret();
    const stored = await storeSecret(secret, passwords);
    return { secret, stored };
  },
  async ({ credentialid, overlap = OVERLAP_MINUTES }, context, { secret, stored }) => {
    const { db, caller, now } = context;
    const credential = await holdCredential(db, credentialid);
    if (credential === undefined) throw notFound('Credential ID Not Found');
    checkMayChange(caller, credential);
    const { identifier } = credential;
    const oldsecretends = new Date(now.getTime() + overlap * 60_000);
    await rotateSecret(db, identifier, stored, oldsecretends);
    context.record({ description: `RotateCredentialSecret: credentialid ${credentialid}, overlap ${overlap} minutes` });
    context.forget();
    return { credentialid, identifier, secret, oldsecretends };
  },
);
