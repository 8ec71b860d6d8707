import { ADDRESSES } from '../config/addresses';
import type { Door } from '../doors/door';
import { oauthRevoke, oauthToken, socialboardsToken } from '../doors/oauth';
import { jsonResponse, type Paths, refusalResponses, tagOf } from './operation';

const REFUSALS = {
  400: 'A parameter or the grant is not valid',
  401: 'The OAuth client is unknown, or its secret is wrong',
  403: 'The address is not allowed',
  503: 'The server is overloaded, or the database is unavailable',
};

const text = (description: string) => ({ type: 'string', description });

const TOKEN_PAIR = {
  type: 'object',
  properties: {
    token_type: text('How to send the access token'),
    expires_in: { type: 'integer', description: 'The lifetime of the access token, in seconds' },
    access_token: text('The token to call the API with'),
    refresh_token: text('The token to exchange for the next pair'),
  },
};

const CLIENT_FIELDS = {
  client_id: text('The identifier of the OAuth client'),
  client_secret: text('Its secret'),
};

function endpoint(
  door: Door,
  operationId: string,
  summary: string,
  properties: object,
  required: string[],
  answer: object,
) {
  const [address = ''] = door.addresses;
  const operation = {
    post: {
      tags: [tagOf(door)],
      operationId,
      summary,
      security: [],
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties, required } } },
      },
      responses: { 200: jsonResponse('Done', { ...answer }), ...refusalResponses(REFUSALS, door) },
    },
  };
  return { [address]: operation };
}

/** Describes the token endpoints. They have no action, and so no schema to describe them from. */
export const describeOAuth = (): Paths => ({
  ...endpoint(
    oauthToken,
    'oauth_token',
    'Sign a client in to the reseller API, or exchange a refresh token',
    {
      grant_type: { type: 'string', enum: ['password', 'refresh_token'] },
      ...CLIENT_FIELDS,
      username: text("The client's e-mail address, for the password grant"),
      password: text("The client's password, for the password grant"),
      refresh_token: text('The refresh token, for the refresh_token grant'),
    },
    ['grant_type', 'client_id', 'client_secret'],
    TOKEN_PAIR,
  ),
  ...endpoint(
    oauthRevoke,
    'oauth_revoke',
    'End the sign-in that a token belongs to',
    { ...CLIENT_FIELDS, token: text('A refresh or access token') },
    ['client_id', 'client_secret', 'token'],
    { type: 'object' },
  ),
  ...endpoint(
    socialboardsToken,
    'socialboards_token',
    'Exchange a refresh token of the Socialboards API',
    {
      grant_type: { const: 'refresh_token' },
      client_id: CLIENT_FIELDS.client_id,
      refresh_token: text('The refresh token that came with the credential'),
    },
    ['grant_type', 'client_id', 'refresh_token'],
    TOKEN_PAIR,
  ),
  [ADDRESSES.publicKeys]: {
    get: {
      tags: [tagOf(oauthToken)],
      operationId: 'jwks',
      summary: 'The public keys that verify access tokens',
      security: [],
      responses: { 200: jsonResponse('A JSON Web Key Set', { type: 'object' }) },
    },
  },
});
