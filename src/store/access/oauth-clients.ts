import type { Db } from '../../database/pool';
import { insertCredential } from './credentials';
import { insertRole } from './roles';

/**
 * Inserts a credential with one role, and creates that role if it is missing.
 *
 * @returns the credential's id; undefined, and nothing is inserted, if a role of that name lists other actions. The
 * credential would get those rights.
 */
export async function insertTokenCredential(
  db: Db,
  role: { name: string; actions: readonly string[] },
  { identifier, description, secretHash }: { identifier: string; description: string; secretHash: string },
): Promise<number | undefined> {
  await insertRole(db, role.name, [...role.actions]);
  // The lock keeps the role's actions from changing until the credential has it.
  const matching = await db.query('select 1 from roles where name = $1 and actions = $2 for share', [
    role.name,
    role.actions,
  ]);
  if (matching.length === 0) return undefined;
  const id = await insertCredential(db, {
    ...{ identifier, description, roles: [role.name], staffId: null, idFormat: 'number' },
    secret: { scheme: 'sha256', hash: secretHash },
  });
  if (id === undefined) throw new Error('a random identifier is taken');
  return id;
}

/** The registration of a program, apart from its credential. */
export interface OauthClient {
  name: string;
  description: string;
  grantType: string;
  /** Names separated by spaces. */
  scope: string;
  serviceId: number | null;
  logoUri: string;
  redirectUris: string[];
}

/** A registered program, locked, with both its credential's id and its identifier. */
export interface HeldOauthClient extends OauthClient {
  credentialId: number;
  identifier: string;
}

/**
 * Finds a registered program whose credential is not revoked, by id or identifier, and locks it until the transaction
 * ends.
 */
export async function holdOauthClient(
  db: Db,
  by: { credentialId: number } | { identifier: string },
): Promise<HeldOauthClient | undefined> {
  const [id, identifier] = 'credentialId' in by ? [by.credentialId, null] : [null, by.identifier];
  const [row] = await db.query<HeldOauthClient>(
    `select c.id as "credentialId", c.identifier, o.name, c.description, o.grant_type as "grantType", o.scope,
       o.service_id as "serviceId", o.logo_uri as "logoUri", o.redirect_uris as "redirectUris"
     from credentials c join oauth_clients o on o.credential_id = c.id
     where (c.id = $1 or c.identifier = $2) and c.revoked_at is null for update`,
    [id, identifier],
  );
  return row;
}

/**
 * Revokes the credentials of programs that sign in to the services of a client who is about to be deleted. Such a
 * program is useless without its service.
 *
 * @returns their identifiers.
 */
export async function revokeProgramsOfClient(db: Db, clientId: number, now: Date): Promise<string[]> {
  const rows = await db.query<{ identifier: string }>(
    `update credentials set revoked_at = $2 where revoked_at is null and id in (
       select o.credential_id from oauth_clients o join services s on s.id = o.service_id
       where s.client_id = $1 and o.grant_type = 'single_sign_on')
     returning identifier`,
    [clientId, now],
  );
  return rows.map(({ identifier }) => identifier);
}

/** Whether a service has a program whose credential is not revoked. */
export async function hasPrograms(db: Db, serviceId: number): Promise<boolean> {
  const rows = await db.query(
    `select 1 from oauth_clients o join credentials c on c.id = o.credential_id
     where o.service_id = $1 and c.revoked_at is null limit 1`,
    [serviceId],
  );
  return rows.length > 0;
}

/** Registers the program of a credential. The description is stored in the credential, which exists already. */
export async function insertOauthClient(db: Db, credentialId: number, client: OauthClient, now: Date): Promise<void> {
  const { name, grantType, scope, serviceId, logoUri, redirectUris } = client;
  await db.query(
    `insert into oauth_clients (credential_id, name, grant_type, scope, service_id, logo_uri, redirect_uris, created_at,
       updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [credentialId, name, grantType, scope, serviceId, logoUri, redirectUris, now],
  );
}

/** Changes a program's registration and its credential's description. It does not wait: the commit does. */
export function updateOauthClient(db: Db, credentialId: number, client: OauthClient, now: Date): void {
  const { name, description, grantType, scope, serviceId, logoUri, redirectUris } = client;
  db.send('update credentials set description = $2 where id = $1', [credentialId, description]);
  db.send(
    `update oauth_clients set name = $2, grant_type = $3, scope = $4, service_id = $5, logo_uri = $6, redirect_uris = $7,
       updated_at = $8 where credential_id = $1`,
    [credentialId, name, grantType, scope, serviceId, logoUri, redirectUris, now],
  );
}

/** A registered program in a list. */
export interface OauthClientRow extends HeldOauthClient {
  createdAt: Date;
  updatedAt: Date;
}

const ORDERS = {
  credentialId: 'c.id',
  name: 'lower(o.name)',
  description: 'lower(c.description)',
  grantType: 'o.grant_type',
  scope: 'o.scope',
  identifier: 'c.identifier',
  serviceId: 'o.service_id',
  createdAt: 'o.created_at',
  updatedAt: 'o.updated_at',
};

/** What programs can be ordered by. */
export type OauthClientOrder = keyof typeof ORDERS;

/** Lists the registered programs whose credentials are not revoked. Undefined members exclude none. */
export const listOauthClients = (
  db: Db,
  { grantType, limit }: { grantType: string | undefined; limit: number | undefined },
  { by, way }: { by: OauthClientOrder; way: 'asc' | 'desc' },
): Promise<OauthClientRow[]> =>
  db.queryOnce(
    `select c.id as "credentialId", c.identifier, o.name, c.description, o.grant_type as "grantType", o.scope,
       o.service_id as "serviceId", o.logo_uri as "logoUri", o.redirect_uris as "redirectUris",
       o.created_at as "createdAt", o.updated_at as "updatedAt"
     from credentials c join oauth_clients o on o.credential_id = c.id
     where c.revoked_at is null and ($1::text is null or o.grant_type = $1)
     order by ${ORDERS[by]} ${way}, c.id ${way} limit $2`,
    [grantType ?? null, limit ?? null],
  );
