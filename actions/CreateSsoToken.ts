import { drawBytes, hashSecret } from '../src/access/secrets';
import { action, type Context } from '../src/calls/action';
import { DESTINATIONS } from '../src/dialects/whmcs/oauth';
import { invalid, notFound } from '../src/errors';
import type { CreateSsoToken } from '../src/generated/CreateSsoToken';
import { rowExists } from '../src/store/rows';

const LIFETIME_MS = 60_000;

export default action<CreateSsoToken>(async (params, context) => {
  const { db, desk, now } = context;
  const { clientId, userId, isAllowed } = await findAccount(context, params);
  const path = await pathOf(context, params, clientId);
  if (!isAllowed) throw invalid(`SSO authentication blocked for client ${clientId}`);
  const token = drawBytes(20, 'hex');
  db.send('insert into sso_tokens (hash, client_id, user_id, path, expires_at) values ($1, $2, $3, $4, $5)', [
    ...[hashSecret(token), clientId, userId, path],
    new Date(now.getTime() + LIFETIME_MS),
  ]);
  context.record({ clientId, userId });
  return {
    access_token: token,
    redirect_url: `${desk.publicUrl}/oauth/singlesignon.php?access_token=${token}`,
  };
});

interface Account {
  clientId: number;
  /** Null where nobody owns the client's account. */
  userId: number | null;
  isAllowed: boolean;
}

const UNPROVIDED = 'Token could not be provisioned:';

/** A client and the user who comes in: the one that is named, else the owner; or a user, and the client that is theirs, one that may be signed in to before any other. */
async function findAccount({ db }: Context, { client_id, user_id }: CreateSsoToken): Promise<Account> {
  if (client_id === undefined && user_id === undefined) throw invalid('A valid client_id or user_id is required');
  if (client_id !== undefined && !(await rowExists(db, 'clients', client_id))) throw notFound('Invalid client_id');
  if (user_id !== undefined && !(await rowExists(db, 'users', user_id))) throw notFound('Invalid user_id');
  const [theirs] = await db.query<{ id: number }>(
    `select cu.client_id as id from client_users cu join clients c on c.id = cu.client_id
     where cu.user_id = $1 and ($2::int is null or cu.client_id = $2)
     order by (c.sso_allowed and c.status <> 'Closed') desc, cu.is_owner desc, cu.client_id limit 1`,
    [user_id ?? null, client_id ?? null],
  );
  if (user_id !== undefined && theirs === undefined) {
    throw invalid(client_id === undefined ? `${UNPROVIDED} the user has no client` : 'Invalid user_id for client');
  }
  const [account] = await db.query<Account>(
    `select c.id as "clientId", coalesce($2, (select user_id from client_users where client_id = c.id and is_owner
         order by user_id limit 1)) as "userId",
       c.sso_allowed and c.status <> 'Closed' as "isAllowed"
     from clients c where c.id = $1`,
    [client_id ?? theirs?.id, user_id ?? null],
  );
  if (account === undefined) throw notFound('Invalid client_id');
  return account;
}

/** Where a destination is on this server: those that have no page of their own lead to the first one. */
async function pathOf({ db }: Context, params: CreateSsoToken, clientId: number): Promise<string> {
  const { destination = 'clientarea:homepage', service_id, domain_id } = params;
  if (destination === 'sso:custom_redirect') return readPath(params.sso_redirect_path ?? '');
  if (destination === 'clientarea:tickets') return '/supporttickets.php';
  if (destination !== 'clientarea:homepage' && !DESTINATIONS.includes(destination))
    throw invalid('Invalid destination');
  const isTheirs = async (table: 'services' | 'domains', id: number | undefined) =>
    (await db.queryOnce(`select 1 from ${table} where id = $1 and client_id = $2`, [id ?? null, clientId])).length > 0;
  if (destination === 'clientarea:product_details' && !(await isTheirs('services', service_id))) {
    throw invalid(`${UNPROVIDED} the destination needs the service_id of a service of the client`);
  }
  if (destination === 'clientarea:domain_details' && !(await isTheirs('domains', domain_id))) {
    throw invalid(`${UNPROVIDED} the destination needs the domain_id of a domain of the client`);
  }
  return '/clientarea.php';
}

/** Printable ASCII that no browser takes for another server's address: no scheme, no second slash, no backslash, no `..`. */
function readPath(text: string): string {
  const path = text.trim().replace(/^\/?/, '/');
  const isOurs = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]+$/.test(path) && !/^\/[a-z][a-z0-9+.-]*:/i.test(path);
  if (!isOurs || /(^|\/)(\.|%2e){1,2}(\/|[?#]|$)/i.test(path)) throw invalid('Invalid destination');
  return path;
}
