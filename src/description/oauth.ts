import type { Door } from '../doors/door';
import { oauthRevoke, oauthToken, socialboardsToken } from '../doors/oauth';
import { gateResponses, jsonResponse, type Paths, tagOf } from './operation';

const GATE = {
  400: 'A parameter is wrong, or the grant is not good',
  401: 'The OAuth client is not known',
  403: 'The address is not allowed',
  503: 'Too much at once, or no database',
};

const text = (description: string) => ({ type: 'string', description });

const PAIR = {
  type: 'object',
  properties: {
    token_type: text('How the access token is sent'),
    expires_in: { type: 'integer', description: 'Seconds that it lives' },
    access_token: text('What the doors take'),
    refresh_token: text('What is exchanged for the next pair'),
  },
};

const CLIENT = {
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
      responses: { 200: jsonResponse('Done', { ...answer }), ...gateResponses(GATE, door) },
    },
  };
  return { [address]: operation };
}

/** The token endpoints: no action is behind them, so they are described here. */
export const describeOAuth = (): Paths => ({
  ...endpoint(
    oauthToken,
    'oauth_token',
    'Sign a client in to the reseller API, or exchange a refresh token',
    {
      grant_type: { type: 'string', enum: ['password', 'refresh_token'] },
      ...CLIENT,
      username: text("The client's e-mail address, for password"),
      password: text('Their password, for password'),
      refresh_token: text('For refresh_token'),
    },
    ['grant_type', 'client_id', 'client_secret'],
    PAIR,
  ),
  ...endpoint(
    oauthRevoke,
    'oauth_revoke',
    'End what a token belongs to',
    { ...CLIENT, token: text('A refresh or access token') },
    ['client_id', 'client_secret', 'token'],
    { type: 'object' },
  ),
  ...endpoint(
    socialboardsToken,
    'socialboards_token',
    'Exchange a refresh token of the Socialboards API',
    {
      grant_type: { const: 'refresh_token' },
      client_id: CLIENT.client_id,
      refresh_token: text('The one that was given with the credential'),
    },
    ['grant_type', 'client_id', 'refresh_token'],
    PAIR,
  ),
  '/.well-known/jwks.json': {
    get: {
      tags: [tagOf(oauthToken)],
      operationId: 'jwks',
      summary: 'The keys with which anybody can verify access tokens',
      security: [],
      responses: { 200: jsonResponse('A JSON Web Key Set', { type: 'object' }) },
    },
  },
});
