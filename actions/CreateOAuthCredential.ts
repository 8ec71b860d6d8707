import { TOKEN_ROLE, tokenRoleTaken } from '../src/access/assignments';
import { drawBytes, hashSecret } from '../src/access/secrets';
import { action } from '../src/calls/action';
import { checkAddresses, checkRegistration, checkService, listUris, tidyScope } from '../src/dialects/whmcs/oauth';
import type { CreateOAuthCredential } from '../src/generated/CreateOAuthCredential';
import { insertOauthClient, insertTokenCredential, type OauthClient } from '../src/store/access/oauth-clients';

export default action<CreateOAuthCredential>(async (params, context) => {
  const { db, desk, now } = context;
  const client: OauthClient = {
    name: params.name ?? '',
    description: params.description ?? '',
    grantType: params.grantType,
    scope: tidyScope(params.scope ?? ''),
    serviceId: params.serviceId ?? null,
    logoUri: [params.logoUri ?? ''].flat()[0] ?? '',
    redirectUris: listUris(params.redirectUri ?? []),
  };
  checkRegistration(client);
  checkAddresses(client);
  await checkService(context, params.serviceId);
  const { name, description, grantType, scope } = client;
  const clientIdentifier = `${prefixOf(desk.companyName)}.${drawBytes(16, 'base64')}`;
  const clientSecret = drawBytes(64, 'base64');
  const secretHash = hashSecret(clientSecret);
  const credentialId = await insertTokenCredential(db, TOKEN_ROLE, {
    identifier: clientIdentifier,
    description,
    secretHash,
  });
  if (credentialId === undefined) throw tokenRoleTaken();
  await insertOauthClient(db, credentialId, client, now);
  context.record({ changes: { name: [null, name], grantType: [null, grantType], scope: [null, scope] } });
  context.forget();
  return { credentialId, clientIdentifier, clientSecret };
});

/** The company as `COMPANY-NAME`: letters and digits that need no encoding in headers and URLs. */
function prefixOf(companyName: string): string {
  const words = companyName.toUpperCase().match(/[A-Z0-9]+/g) ?? ['HATCHDESK'];
  return words.join('-').slice(0, 64);
}
