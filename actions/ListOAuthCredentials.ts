import { action } from '../src/calls/action';
import type { ListOAuthCredentials } from '../src/generated/ListOAuthCredentials';

/** What the list can be ordered by, under the names of the answer. */
const ORDERS: Record<string, string> = {
  credentialid: 'c.id',
  name: 'lower(o.name)',
  description: 'lower(c.description)',
  granttypes: 'o.grant_type',
  scope: 'o.scope',
  clientidentifier: 'c.identifier',
  serviceid: 'o.service_id',
  createdat: 'o.created_at',
  updatedat: 'o.updated_at',
};

export default action<ListOAuthCredentials>(async ({ grantType, sortField, sortOrder, limit }, { db }) => {
  const way = sortOrder?.toLowerCase() === 'desc' ? 'desc' : 'asc';
  const order = ORDERS[(sortField ?? 'credentialId').toLowerCase()];
  // A secret is kept as a digest only, so there is none to show; keys and further ids are what WHMCS alone has.
  const clients = await db.queryOnce(
    `select c.id as "credentialId", o.name, c.description, o.grant_type as "grantTypes", o.scope,
       c.identifier as "clientIdentifier", '' as "clientSecret", null as uuid, coalesce(o.service_id, 0) as "serviceId",
       o.logo_uri as "logoUri", o.redirect_uris as "redirectUri", 0 as "rsaKeyPairId", o.created_at as "createdAt",
       o.updated_at as "updatedAt"
     from credentials c join oauth_clients o on o.credential_id = c.id
     where c.revoked_at is null and ($1::text is null or o.grant_type = $1)
     order by ${order} ${way}, c.id ${way} limit $2`,
    [grantType ?? null, limit ?? null],
  );
  return { clients };
});
