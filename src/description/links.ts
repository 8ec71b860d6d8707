import type { Registered } from '../calls/registry';
import { LINK_ROUTES } from '../doors/link-pages';
import { PAGES } from '../doors/page-door';
import { htmlResponses, type Paths, tagOf, words } from './operation';
import { formBody, parameterSchema } from './schemas';

const SEEN = {
  200: 'The form',
  403: 'The link is wrong, was used or is too old; or the address is banned',
  503: 'Too much at once, or no database',
};

const SENT = {
  ...SEEN,
  200: 'Done',
  400: 'The form once more, with what is wrong with it',
  413: 'Too large',
  429: 'The form once more, after too many wrong passwords',
};

/** The pages to which mailed links lead. */
export function describeLinks(actions: Registered[]): Paths {
  const paths: Paths = {};
  for (const { method, path, action: name } of LINK_ROUTES) {
    const action = actions.find((candidate) => candidate.name === `pages/${name}`);
    if (action === undefined) continue;
    const shown = path.replace(':token', '{token}');
    paths[shown] = { ...paths[shown], [method.toLowerCase()]: describeLink(action, method === 'POST') };
  }
  return paths;
}

function describeLink(action: Registered, isSent: boolean) {
  const { schema } = action;
  const { description, ...token } = parameterSchema(schema.properties.token ?? {});
  return {
    ...words(action, tagOf(PAGES)),
    security: [],
    parameters: [{ name: 'token', in: 'path', required: true, description, schema: token }],
    ...(isSent && {
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': formBody(schema, 'urlencoded', ['token']) },
      },
    }),
    responses: htmlResponses(isSent ? SENT : SEEN),
  };
}
