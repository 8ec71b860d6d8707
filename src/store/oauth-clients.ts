import type { Db } from '../database/pool';
import { insertCredential } from './access';
import { insertRole } from './access-admin';

/** What a credential's role must list for the program to sign clients in. */
export const MAY_ASK_FOR_TOKENS = 'oauth/token';

/** The role of programs that sign clients in, and may do nothing else. */
const ROLE = 'OAuth client';

/**
 * Inserts a credential that may ask for tokens, with the role for it where there is none yet.
 *
 * @returns the credential's id.
 */
export async function insertTokenCredential(
  db: Db,
  { identifier, description, secretHash }: { identifier: string; description: string; secretHash: string },
): Promise<number> {
  await insertRole(db, ROLE, [MAY_ASK_FOR_TOKENS]);
  const id = await insertCredential(db, {
    ...{ identifier, description, roles: [ROLE], staffId: null, idFormat: 'number' },
    secret: { scheme: 'sha256', hash: secretHash },
  });
  if (id === undefined) throw new Error('an identifier that was drawn is taken');
  return id;
}

/** What a program is registered as, beside its credential. */
export interface OauthClient {
  name: string;
  description: string;
  grantType: string;
  /** Names with spaces between them. */
  scope: string;
  serviceId: number | null;
  logoUri: string;
  redirectUris: string[];
}

/** A registered program whose credential is not revoked, by either of its names, held until the end of the transaction. */
export async function holdOauthClient(
  db: Db,
  by: { credentialId: number } | { identifier: string },
): Promise<(OauthClient & { credentialId: number; identifier: string }) | undefined> {
  const [id, identifier] = 'credentialId' in by ? [by.credentialId, null] : [null, by.identifier];
  const [row] = await db.query<OauthClient & { credentialId: number; identifier: string }>(
    `select c.id as "credentialId", c.identifier, o.name, c.description, o.grant_type as "grantType", o.scope,
       o.service_id as "serviceId", o.logo_uri as "logoUri", o.redirect_uris as "redirectUris"
     from credentials c join oauth_clients o on o.credential_id = c.id
     where (c.id = $1 or c.identifier = $2) and c.revoked_at is null for update`,
    [id, identifier],
  );
  return row;
}
