import type { Registered } from '../calls/registry';
import { TOPICS } from '../calls/schema';
import { ADDRESSES } from '../config/addresses';
import type { Door } from '../doors/door';
import { doors } from '../doors/doors';
import { describeClientPages } from './client-pages';
import { describeWebhooks } from './events';
import { describeConsoleStream, describeFeed } from './feed';
import { describeHatch } from './hatch';
import { describeKeliweb } from './keliweb';
import { describeLinks } from './links';
import { describeOAuth } from './oauth';
import { describeRest } from './rest';
import { describeSystem } from './system';

/** What OpenAPI is generated from. */
interface Described {
  actions: Registered[];
  version: string;
  /** The desk's address as seen from outside; empty if it is not set. */
  publicUrl: string;
  /** The path prefix of the reseller API. */
  keliwebPrefix: string;
}

/**
 * Describes every API in OpenAPI 3.1, from the schemas of the actions and from the doors.
 *
 * @returns the document, ready to be written as JSON
 */
export function describeDoors(described: Described): { [name: string]: unknown } {
  const { actions, version, publicUrl, keliwebPrefix } = described;
  const all = doors(keliwebPrefix);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hatchdesk',
      version,
      summary: "A ticket server that answers at WHMCS's API address",
      description: INTRODUCTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [HERE, ...(publicUrl === '' ? [] : [{ url: publicUrl, description: 'The public address' }])],
    tags: tagsOf(all),
    paths: {
      ...describeHatch(actions),
      ...describeKeliweb(actions, keliwebPrefix),
      ...describeRest(actions),
      ...describeOAuth(),
      ...describeClientPages(),
      ...describeLinks(actions),
      ...describeFeed(actions),
      ...describeConsoleStream(),
      ...describeSystem(),
    },
    webhooks: describeWebhooks(),
    components: { securitySchemes: securityOf(all), schemas: envelopesOf(all) },
  };
}

/** Listed first, so that programs call the server from which they read the description. */
const HERE = { url: './', description: 'This server' };

const INTRODUCTION = [
  `Programs written for WHMCS call every action below \`${ADDRESSES.hatch}\` at \`${ADDRESSES.hatch}\` itself, by POST or GET, with its name in the field \`action\`.`,
  'There, `identifier` and `secret` may be ordinary fields instead of the user name and password of Basic authentication.',
  "`responsetype` is `json`, `xml` or `nvp`. An action's own refusals have HTTP status 200 and `result` error.",
].join(' ');

function tagsOf(all: readonly Door[]) {
  const tags = new Map(all.flatMap(({ tag }) => (tag === undefined ? [] : [[tag.name, tag] as const])));
  return [
    // Group actions by topic, because the explorer shows one long list badly.
    ...Object.entries(TOPICS).map(([name, description]) => ({ name, description })),
    ...tags.values(),
    { name: 'System', description: 'For monitoring the server' },
  ];
}

const securityOf = (all: readonly Door[]) =>
  Object.fromEntries(
    all.flatMap(({ security }) => (security === undefined ? [] : [[security.name, security.scheme] as const])),
  );

const envelopesOf = (all: readonly Door[]) =>
  Object.fromEntries(all.map(({ envelope: { name, schema } }) => [name, schema]));
