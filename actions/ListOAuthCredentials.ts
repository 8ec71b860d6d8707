import { action } from '../src/calls/action';
import type { ListOAuthCredentials } from '../src/generated/ListOAuthCredentials';
import { listOauthClients, type OauthClientOrder, type OauthClientRow } from '../src/store/access/oauth-clients';

/** The orders, by the answer's member names in lower case. */
const ORDERS = new Map<string, OauthClientOrder>([
  ['credentialid', 'credentialId'],
  ['name', 'name'],
  ['description', 'description'],
  ['granttypes', 'grantType'],
  ['scope', 'scope'],
  ['clientidentifier', 'identifier'],
  ['serviceid', 'serviceId'],
  ['createdat', 'createdAt'],
  ['updatedat', 'updatedAt'],
]);

export default action<ListOAuthCredentials>(async ({ grantType, sortField = '', sortOrder, limit }, { db }) => {
  const by = ORDERS.get(sortField.toLowerCase()) ?? 'credentialId';
  const way = sortOrder?.toLowerCase() === 'desc' ? 'desc' : 'asc';
  const clients = await listOauthClients(db, { grantType, limit }, { by, way });
  return { clients: clients.map(present) };
});

// Secrets are empty because only their digests are stored; keys and further ids, because only WHMCS has them.
const present = (client: OauthClientRow) => ({
  credentialId: client.credentialId,
  name: client.name,
  description: client.description,
  grantTypes: client.grantType,
  scope: client.scope,
  clientIdentifier: client.identifier,
  clientSecret: '',
  uuid: null,
  serviceId: client.serviceId ?? 0,
  logoUri: client.logoUri,
  redirectUri: client.redirectUris,
  rsaKeyPairId: 0,
  createdAt: client.createdAt,
  updatedAt: client.updatedAt,
});
