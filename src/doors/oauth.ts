import type { Request, Response } from 'express';
import { GrantError, type Program, type TokenPair } from '../access/grants';
import { ApiError } from '../errors';
import { isCleanText } from '../wire/text';
import { type Fields, readBody } from './body';
import type { Door, DoorParts, Envelope, Protocol, Reply } from './door';
import { addressOf, clientOf, decodeBasic, HTTP_STATUS, retryAfter } from './headers';
import type { Visit } from './load';
import { json } from './responses';

/** RFC 6749's error codes for failures that are not about a grant. */
const faultOf = (status: number): string =>
  status === 503 ? 'temporarily_unavailable' : status === 500 ? 'server_error' : 'invalid_request';

const text = { type: 'string' };

/** RFC 6749's envelope, which also has the text as `message`, as WHMCS names it. */
const ENVELOPE: Envelope = {
  name: 'OAuthRefusal',
  schema: {
    type: 'object',
    properties: { error: text, error_description: text, message: text },
    required: ['error'],
  },
  isJson: true,
  of: (message, status) => ({ error: faultOf(status), error_description: message, message }),
};

type Answer = (fields: Fields, req: Request, parts: DoorParts) => Promise<Reply>;

/** A token endpoint: a form or JSON in, RFC 6749's JSON out. */
const endpoint = (address: string, answer: Answer): Door => ({
  addresses: [address],
  envelope: ENVELOPE,
  hasCors: true,
  tag: { name: 'OAuth', description: 'Tokens for the APIs that take bearer tokens' },
  open: (parts) => protocol(parts, answer),
});

function protocol(parts: DoorParts, answer: Answer): Protocol {
  return {
    async answer(req: Request, res: Response, visit: Visit) {
      await parts.addressGate.checkAddress(clientOf(req), '');
      parts.callLimit.countFrom(addressOf(req));
      if (req.method !== 'POST') throw new ApiError('wrong_method', 'Only POST is answered');
      const { fields, problem } = await readBody(req, res, visit, parts.bodyBytes);
      if (problem !== undefined) throw problem;
      return answer(fields, req, parts);
    },
    refuse(error) {
      const status = HTTP_STATUS[error.kind];
      const headers = {
        ...retryAfter(error),
        ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="oauth"' }),
        ...(status === 405 && { Allow: 'POST' }),
      };
      const refusal = ENVELOPE.of(error.message, status);
      return json(status, error instanceof GrantError ? { ...refusal, error: error.fault } : refusal, headers);
    },
  };
}

/** `POST /oauth/token`: the password and refresh_token grants of the reseller API. */
export const oauthToken = endpoint('/oauth/token', async (fields, req, { grants }) => {
  const type = textOf(fields, 'grant_type');
  if (type === 'password') {
    const [username, password] = [textOf(fields, 'username'), textOf(fields, 'password')];
    return answerPair(await grants.password(programOf(fields, req), username, password));
  }
  if (type !== 'refresh_token') throw unsupported(type);
  return answerPair(await grants.refresh('keliweb', programOf(fields, req), textOf(fields, 'refresh_token')));
});

/** `POST /oauth/revoke` (RFC 7009): ends a sign-in with all its tokens. */
export const oauthRevoke = endpoint('/oauth/revoke', async (fields, req, { grants }) => {
  await grants.revoke(programOf(fields, req), textOf(fields, 'token'));
  return json(200, {});
});

/** `POST /token`: the refresh_token grant of the Socialboards API, whose documentation once misspells `grant_type`. */
export const socialboardsToken = endpoint('/token', async (fields, req, { grants }) => {
  const type = textOf(
    fields,
    fields.grant_type === undefined && fields.grand_type !== undefined ? 'grand_type' : 'grant_type',
  );
  if (type !== 'refresh_token') throw unsupported(type);
  const program = { identifier: textOf(fields, 'client_id'), secret: '', address: addressOf(req) };
  const pair = await grants.refresh('socialboards', program, textOf(fields, 'refresh_token'));
  const { accessToken, refreshToken, expiresIn } = pair;
  return answer200({
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: expiresIn,
    refresh_token: refreshToken,
  });
});

/** Everything else below the addresses of the endpoints. It must come after the other doors there. */
export const oauthElsewhere: Door = {
  ...oauthToken,
  addresses: ['/oauth', '/oauth/*', '/token/*'],
  open: (parts) => ({
    ...oauthToken.open(parts),
    async answer(req) {
      await parts.addressGate.checkAddress(clientOf(req), '');
      throw new ApiError('unknown_action', 'There is nothing at this address');
    },
  }),
};

const unsupported = (type: string): GrantError =>
  new GrantError('unsupported_grant_type', `The authorization grant type "${type.slice(0, 50)}" is not supported`);

const answerPair = ({ accessToken, refreshToken, expiresIn }: TokenPair): Reply =>
  answer200({ token_type: 'Bearer', expires_in: expiresIn, access_token: accessToken, refresh_token: refreshToken });

/** Answers a token pair. The callers above build it, because each API documents the names in its own order. */
const answer200 = (pair: { [name: string]: string | number }): Reply => json(200, pair, { Pragma: 'no-cache' });

/** Reads the OAuth client from the body or from Basic authentication: RFC 6749 allows both. */
function programOf(fields: Fields, req: Request): Program {
  const address = addressOf(req);
  const basic = /^Basic +([A-Za-z0-9+/_=-]{1,2000}) *$/i.exec(req.get('authorization') ?? '')?.[1];
  if (basic === undefined) {
    return { identifier: textOf(fields, 'client_id'), secret: textOf(fields, 'client_secret'), address };
  }
  const sent = decodeBasic(basic);
  if (!isCleanText(sent)) throw new GrantError('invalid_client', 'The Authorization header is not valid text');
  const [identifier = '', ...secret] = sent.split(':');
  return { ...asSent(identifier, secret.join(':')), address };
}

/**
 * Decodes identifier and secret if they are encoded. RFC 6749 wants them encoded as in a form, but most programs send
 * them unencoded. An escape in the identifier shows that a program encodes: the identifiers that we generate end in
 * `==`, which encodes to `%3D%3D`.
 */
function asSent(identifier: string, secret: string): { identifier: string; secret: string } {
  if (!/%[0-9a-f]{2}/i.test(identifier)) return { identifier, secret };
  try {
    const [id = '', key = ''] = [identifier, secret].map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    if (isCleanText(id + key)) return { identifier: id, secret: key };
  } catch {
    // The values only looked encoded.
  }
  return { identifier, secret };
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw missing(name);
  if (!isCleanText(value) || value.length > 8192)
    throw new GrantError('invalid_request', `The parameter "${name}" is not valid text`);
  return value;
}

const missing = (name: string): GrantError =>
  new GrantError('invalid_request', `The parameter "${name}" is required, as text`);
