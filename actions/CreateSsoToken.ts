import { drawBytes, hashSecret } from '../src/access/secrets';
import { action, type Context } from '../src/calls/action';
import { ADDRESSES } from '../src/config/addresses';
import { DESTINATIONS } from '../src/dialects/whmcs/oauth';
import { invalid, notFound } from '../src/errors';
import type { CreateSsoToken } from '../src/generated/CreateSsoToken';
import { findClientOfUser, findSsoAccount, insertSsoToken, type SsoAccount } from '../src/store/access/client-sessions';
import { belongsToClient } from '../src/store/people/clients';
import { rowExists } from '../src/store/rows';

const LIFETIME_MS = 60_000;

export default action<CreateSsoToken>(async (params, context) => {
  const { db, desk, now } = context;
  const { clientId, userId, isAllowed } = await findAccount(context, params);
  const path = await pathOf(context, params, clientId);
  if (!isAllowed) throw invalid(`SSO authentication blocked for client ${clientId}`);
  const token = drawBytes(20, 'hex');
  insertSsoToken(db, hashSecret(token), { clientId, userId }, path, new Date(now.getTime() + LIFETIME_MS));
  context.record({ clientId, userId });
  return {
    access_token: token,
    redirect_url: `${desk.publicUrl}${ADDRESSES.singleSignOn}?access_token=${token}`,
  };
});

const NOT_PROVISIONED = 'Token could not be provisioned:';

/**
 * Finds the client to be signed in, and the user who acts for it. A client without a user is signed in as its owner.
 * For a user without a client, it is one of theirs, preferably one that allows single sign-on.
 */
async function findAccount({ db }: Context, { client_id, user_id }: CreateSsoToken): Promise<SsoAccount> {
  if (client_id === undefined && user_id === undefined) throw invalid('A valid client_id or user_id is required');
  if (client_id !== undefined && !(await rowExists(db, 'clients', client_id))) throw notFound('Invalid client_id');
  if (user_id !== undefined && !(await rowExists(db, 'users', user_id))) throw notFound('Invalid user_id');
  const theirs = await findClientOfUser(db, user_id, client_id);
  if (user_id !== undefined && theirs === undefined) {
    throw invalid(client_id === undefined ? `${NOT_PROVISIONED} the user has no client` : 'Invalid user_id for client');
  }
  const account = await findSsoAccount(db, client_id ?? theirs, user_id);
  if (account === undefined) throw notFound('Invalid client_id');
  return account;
}

/** The path of a destination on this server. Destinations without a page of their own lead to the first page. */
async function pathOf({ db }: Context, params: CreateSsoToken, clientId: number): Promise<string> {
  const { destination = 'clientarea:homepage', service_id, domain_id } = params;
  if (destination === 'sso:custom_redirect') return readPath(params.sso_redirect_path ?? '');
  if (destination === 'clientarea:tickets') return ADDRESSES.ticketList;
  if (destination !== 'clientarea:homepage' && !DESTINATIONS.includes(destination))
    throw invalid('Invalid destination');
  if (destination === 'clientarea:product_details' && !(await belongsToClient(db, clientId, 'services', service_id))) {
    throw invalid(`${NOT_PROVISIONED} the destination needs the service_id of a service of the client`);
  }
  if (destination === 'clientarea:domain_details' && !(await belongsToClient(db, clientId, 'domains', domain_id))) {
    throw invalid(`${NOT_PROVISIONED} the destination needs the domain_id of a domain of the client`);
  }
  return ADDRESSES.clientArea;
}

/**
 * Reads a path of printable ASCII that no browser takes for another server's address: no scheme, no second slash, no
 * backslash, no `..`.
 *
 * @throws ApiError (invalid) `Invalid destination`.
 */
function readPath(text: string): string {
  const path = text.trim().replace(/^\/?/, '/');
  const isOurs = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]+$/.test(path) && !/^\/[a-z][a-z0-9+.-]*:/i.test(path);
  if (!isOurs || /(^|\/)(\.|%2e){1,2}(\/|[?#]|$)/i.test(path)) throw invalid('Invalid destination');
  return path;
}
