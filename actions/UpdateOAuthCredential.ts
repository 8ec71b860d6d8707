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
    throw notFound(`Invalid ${params.credentialId === undefined ? 'Client Identifier' : 'Credential ID'} provided.`);
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
  // What a program is registered for can have gone since; then the rest of it can be changed still.
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

/** What a program must be registered with. */
const REGISTRATION = ['grantType', 'name', 'scope', 'serviceId'] as const;

/** The id is what counts where both are sent. */
function referenceOf({ credentialId, clientApiIdentifier }: UpdateOAuthCredential) {
  if (credentialId !== undefined) return { credentialId };
  if (clientApiIdentifier !== undefined) return { identifier: clientApiIdentifier };
  throw invalid('A Credential ID or Client Identifier is required.');
}
