import { drawBytes, hashSecret } from '../src/access/secrets';
import { action } from '../src/calls/action';
import {
  checkAddresses,
  checkRegistration,
  checkService,
  holdProgram,
  listUris,
  tidyScope,
} from '../src/dialects/whmcs/oauth';
import { invalid, notFound } from '../src/errors';
import type { UpdateOAuthCredential } from '../src/generated/UpdateOAuthCredential';
import { rotateSecret } from '../src/store/access/credentials';
import { type OauthClient, updateOauthClient } from '../src/store/access/oauth-clients';
import { differences } from '../src/store/rows';

export default action<UpdateOAuthCredential>(async (params, context) => {
  const { db, now } = context;
  const found = await holdProgram(context, referenceOf(params));
  if (found === undefined) {
    throw notFound(
      params.credentialId === undefined ? 'Invalid Client Identifier provided.' : 'Invalid Credential ID provided.',
    );
  }
  const { credentialId, identifier, ...before } = found;
  const after: OauthClient = {
    name: params.name ?? before.name,
    description: params.description ?? before.description,
    grantType: params.grantType ?? before.grantType,
    scope: params.scope === undefined ? before.scope : tidyScope(params.scope),
    serviceId: params.serviceId ?? before.serviceId,
    logoUri: params.logoUri === undefined ? before.logoUri : ([params.logoUri].flat()[0] ?? ''),
    redirectUris: params.redirectUri === undefined ? before.redirectUris : listUris(params.redirectUri),
  };
  // The service it is registered for may be gone. The other members can still be changed then.
  if (REGISTRATION.some((name) => params[name] !== undefined)) checkRegistration(after);
  await checkService(context, params.serviceId);
  checkAddresses(after);
  updateOauthClient(db, credentialId, after, now);
  context.record({ changes: differences({ ...before }, { ...after }) });
  if (!params.resetSecret) return { credentialId };
  const newClientSecret = drawBytes(64, 'base64');
  await rotateSecret(db, identifier, { scheme: 'sha256', hash: hashSecret(newClientSecret) }, now);
  context.record({ changes: { secret: ['...', '...'] } });
  context.forget();
  return { credentialId, newClientSecret };
});

/** The parameters that a complete registration depends on. */
const REGISTRATION = ['grantType', 'name', 'scope', 'serviceId'] as const;

/** The program that the call names. If it names both, the id counts. */
function referenceOf({ credentialId, clientApiIdentifier }: UpdateOAuthCredential) {
  if (credentialId !== undefined) return { credentialId };
  if (clientApiIdentifier !== undefined) return { identifier: clientApiIdentifier };
  throw invalid('A Credential ID or Client Identifier is required.');
}
