import type { Registered } from '../calls/registry';
import { TOPICS } from '../calls/schema';
import type { Door } from '../doors/door';
import { doors } from '../doors/doors';
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
    servers: [HERE, ...(publicUrl === '' ? [] : [{ url: publicUrl, description: 'From outside' }])],
    tags: tagsOf(all),
    paths: {
      ...describeHatch(actions),
      ...describeKeliweb(actions, keliwebPrefix),
      ...describeRest(actions),
      ...describeOAuth(),
      ...describeClientPages(),
      ...describeLinks(actions),
      ...describeSystem(),
    },
    components: { securitySchemes: securityOf(all), schemas: envelopesOf(all) },
  };
}

/** First, so that whoever reads the description can call what it was read from. */
const HERE = { url: './', description: 'Beside this description' };

const INTRODUCTION = [
  'Every action of the hatch is also called at `/includes/api.php` with its name in the field `action`, by POST or GET, which is how programs written for WHMCS call it.',
  'There, `identifier` and `secret` may be fields among the others instead of the user name and password of Basic authentication.',
  '`responsetype` is `json`, `xml` or `nvp`. Refusals are HTTP 200 with `result` error, unless the gate refuses.',
].join(' ');

function tagsOf(all: readonly Door[]) {
  const tags = new Map(all.flatMap(({ tag }) => (tag === undefined ? [] : [[tag.name, tag] as const])));
  return [
    // Short lists: the explorer draws a long one badly.
    ...Object.entries(TOPICS).map(([name, description]) => ({ name, description })),
    ...tags.values(),
    { name: 'System', description: 'For what runs the server' },
  ];
}

const securityOf = (all: readonly Door[]) =>
  Object.fromEntries(
    all.flatMap(({ security }) => (security === undefined ? [] : [[security.name, security.scheme] as const])),
  );

const envelopesOf = (all: readonly Door[]) =>
  Object.fromEntries(all.map(({ envelope: { name, schema } }) => [name, schema]));
