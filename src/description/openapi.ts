import type { Registered } from '../calls/registry';
import { TOPICS } from '../calls/schema';
import { COOKIE } from '../doors/page-door';
import { describeClientPages } from './client-pages';
import { describeHatch } from './hatch';
import { describeKeliweb } from './keliweb';
import { describeLinks } from './links';
import { describeOAuth } from './oauth';
import { describeRest } from './rest';
import { describeSystem } from './system';

/** What the description is made from. */
export interface Described {
  actions: Registered[];
  version: string;
  /** How the desk is reached from outside; empty where nobody has said. */
  publicUrl: string;
  /** Where the reseller API is. */
  keliwebPrefix: string;
}

/**
 * Describes every door in OpenAPI 3.1, from the schemas of the actions and the doors' own tables of addresses.
 *
 * @returns the document, ready to be written as JSON.
 */
export function describeDoors(described: Described): { [name: string]: unknown } {
  const { actions, version, publicUrl, keliwebPrefix } = described;
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hatchdesk',
      version,
      summary: "A ticket server that answers at WHMCS's API address",
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [HERE, ...(publicUrl === '' ? [] : [{ url: publicUrl, description: 'From outside' }])],
    tags: TAGS,
    paths: {
      ...describeHatch(actions),
      ...describeKeliweb(actions, keliwebPrefix),
      ...describeRest(actions),
      ...describeOAuth(),
      ...describeClientPages(),
      ...describeLinks(actions),
      ...describeSystem(),
    },
    components: { securitySchemes: SECURITY, schemas: ENVELOPES },
  };
}

/** First, so that whoever reads the description can call what it was read from. */
const HERE = { url: './', description: 'Beside this description' };

const INTRODUCTION = [
  'Every action of the hatch is also called at `/includes/api.php` with its name in the field `action`, by POST or GET, which is how programs written for WHMCS call it.',
  'There, `identifier` and `secret` may be fields among the others instead of the user name and password of Basic authentication.',
  '`responsetype` is `json`, `xml` or `nvp`. Refusals are HTTP 200 with `result` error, unless the gate refuses.',
].join(' ');

const TAGS = [
  // Short lists: the explorer draws a long one badly.
  ...Object.entries(TOPICS).map(([name, description]) => ({ name, description })),
  { name: 'Reseller API', description: "Keliweb's: a bearer token that is one client" },
  { name: 'Socialboards', description: 'The Socialboards ticket API: a bearer token that is a program' },
  { name: 'HelpDeskEddy', description: 'The HelpDeskEddy API v2: e-mail address and API key' },
  { name: 'OAuth', description: 'Tokens for the doors that take them' },
  { name: 'Pages', description: 'For people with a browser' },
  { name: 'System', description: 'For what runs the server' },
];

const SECURITY = {
  credential: { type: 'http', scheme: 'basic', description: 'Identifier and secret of a credential' },
  client: { type: 'http', scheme: 'bearer', description: 'An access token of /oauth/token' },
  program: { type: 'http', scheme: 'bearer', description: 'An access token of /token, or a personal one' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: COOKIE,
    description: 'What single sign-on gives to a browser',
  },
  apiKey: { type: 'http', scheme: 'basic', description: 'E-mail address and API key' },
};

const text = { type: 'string' };

const ENVELOPES = {
  Refusal: {
    type: 'object',
    description: 'Why nothing was done',
    properties: { result: { const: 'error' }, message: text },
    required: ['result', 'message'],
  },
  SocialboardsRefusal: {
    type: 'object',
    properties: { data: { type: 'null' }, errorCode: { type: 'integer' }, errorText: text },
    required: ['data', 'errorCode', 'errorText'],
  },
  HelpDeskEddyRefusal: {
    type: 'object',
    properties: {
      errors: {
        type: 'array',
        items: {
          type: 'object',
          properties: { code: text, title: text, details: text },
          required: ['code', 'title', 'details'],
        },
      },
    },
    required: ['errors'],
  },
  OAuthRefusal: {
    type: 'object',
    properties: { error: text, error_description: text, message: text },
    required: ['error'],
  },
};
