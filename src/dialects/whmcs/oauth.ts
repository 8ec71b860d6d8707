import { checkMayChange } from '../../access/assignments';
import { MAY_ASK_FOR_TOKENS } from '../../access/caller';
import type { Context } from '../../calls/action';
import { invalid } from '../../errors';
import { holdCredential } from '../../store/access/credentials';
import type { OauthClient } from '../../store/access/oauth-clients';
import { type HeldOauthClient, holdOauthClient } from '../../store/access/oauth-clients';
import { findServiceOwner } from '../../store/people/services';

/** The pages that single sign-on can lead to, by their published names. */
export const DESTINATIONS = [
  ...['clientarea:profile', 'clientarea:billing_info', 'clientarea:emails', 'clientarea:announcements'],
  ...['clientarea:downloads', 'clientarea:knowledgebase', 'clientarea:network_status', 'clientarea:services'],
  ...['clientarea:product_details', 'clientarea:domains', 'clientarea:domain_details', 'clientarea:invoices'],
  ...['clientarea:tickets', 'clientarea:submit_ticket', 'clientarea:shopping_cart', 'clientarea:shopping_cart_addons'],
  ...['clientarea:shopping_cart_domain_register', 'clientarea:shopping_cart_domain_transfer'],
];

const SCOPES = new Set(['openid', 'email', 'profile', 'clientarea:sso', ...DESTINATIONS]);

const GRANT_TYPES = ['authorization_code', 'single_sign_on'];

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/**
 * Checks the registration of a program.
 *
 * @throws ApiError (invalid) with the published texts
 */
export function checkRegistration({ grantType, name, serviceId, scope }: OauthClient): void {
  if (!GRANT_TYPES.includes(grantType)) throw invalid(`The requested grant type "${grantType}" is invalid.`);
  if (grantType === 'authorization_code' && name.trim() === '') {
    throw invalid('A name for the Client Credential is required.');
  }
  if (grantType === 'single_sign_on' && serviceId === null) {
    throw invalid('A service ID is required for the single sign-on grant type.');
  }
  const scopes = wordsOf(scope);
  if (scopes.length === 0) throw invalid('At least one valid scope is required.');
  const unknown = scopes.find((word) => !SCOPES.has(word));
  if (unknown !== undefined) throw invalid(`The requested scope "${unknown}" is invalid.`);
}

/**
 * Refuses addresses that a browser would run instead of opening, because interfaces show a program's addresses as
 * links.
 *
 * @throws ApiError (invalid) `The address of a program must not be one of script or data`; `The address of a program
 *   must not contain spaces or control characters`
 */
export function checkAddresses({ logoUri, redirectUris }: Pick<OauthClient, 'logoUri' | 'redirectUris'>): void {
  const addresses = [logoUri, ...redirectUris];
  // With what follows: a scheme with a line break in it was taken for two addresses.
  if (addresses.some((_, index) => UNSAFE_SCHEMES.has(schemeOf(addresses.slice(index).join(''))))) {
    throw invalid('The address of a program must not be one of script or data');
  }
  if (addresses.some((address) => INVISIBLE.test(address))) {
    throw invalid('The address of a program must not contain spaces or control characters');
  }
}

const UNSAFE_SCHEMES = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'filesystem:', 'file:', 'view-source:']);

/** Spaces, line breaks, control characters and characters that no one can see, such as a zero-width space. */
const INVISIBLE = /[\p{C}\p{Z}]/u;

/** The scheme as browsers read it: they skip control characters and spaces before it, and line breaks within it. */
function schemeOf(address: string): string {
  const visible = address.replace(new RegExp(INVISIBLE, 'gu'), '');
  return (/^[a-z][a-z0-9+.-]*:/i.exec(visible)?.[0] ?? '').toLowerCase();
}

/**
 * Checks the service that a program is registered for. Undefined means no service.
 *
 * @throws ApiError (invalid) with the published texts
 */
export async function checkService({ db }: Context, serviceId: number | undefined): Promise<void> {
  if (serviceId === undefined) return;
  const service = await findServiceOwner(db, serviceId);
  if (service === undefined) throw invalid('A valid Service ID is required.');
  if (service.isClosed) throw invalid('Service ID not associated with valid Client.');
}

/**
 * Finds a registered program, and locks it until the end of the transaction.
 *
 * @returns undefined if there is none
 * @throws ApiError (forbidden) `You may not change what has rights that you do not have`: a program's credential may
 *   have any role, and a caller who resets its secret could use it
 */
export async function holdProgram(
  { db, caller }: Context,
  by: { credentialId: number } | { identifier: string },
): Promise<HeldOauthClient | undefined> {
  const program = await holdOauthClient(db, by);
  const credential = program && (await holdCredential(db, program.credentialId));
  if (credential === undefined) return undefined;
  // Ignore the right to ask for tokens: every program has it, and callers of this action need not. It lets clients in,
  // and reaches no department.
  const actions = credential.actions.filter((action) => action !== MAY_ASK_FOR_TOKENS);
  checkMayChange(caller, { actions, departmentIds: actions.length === 0 ? [] : credential.departmentIds });
  return program;
}

/** Normalises scopes for storage: each once, separated by one space. */
export const tidyScope = (scope: string): string => [...new Set(wordsOf(scope))].join(' ');

/** Reads addresses from a list, or from one text with spaces or commas between them. */
export const listUris = (sent: string | string[]): string[] =>
  [sent]
    .flat()
    .flatMap((text) => text.split(/[\s,]+(?=[a-z][a-z0-9+.-]*:)/i))
    .map((uri) => uri.trim())
    .filter(Boolean);
