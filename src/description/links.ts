import type { Registered } from '../calls/registry';
import { LINK_ROUTES } from '../doors/pages/link-pages';
import { PAGES } from '../doors/pages/page-door';
import { headingOf, htmlResponses, type Paths, tagOf } from './operation';
import { formBody, parameterSchema } from './schemas';

const GET_ANSWERS = {
  200: 'The form',
  403: 'The link is wrong, used or too old, or the address is banned',
  503: 'The server is overloaded, or the database is unavailable',
};

const POST_ANSWERS = {
  ...GET_ANSWERS,
  200: 'Done',
  400: 'The form again, with the problem',
  413: 'The body is too large',
  429: 'The form again, after too many wrong passwords',
};

/** Describes the pages of mailed links. */
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

function describeLink(action: Registered, isPost: boolean) {
  const { schema } = action;
  const { description, ...token } = parameterSchema(schema.properties.token ?? {});
  return {
    ...headingOf(action, tagOf(PAGES)),
    security: [],
    parameters: [{ name: 'token', in: 'path', required: true, description, schema: token }],
    ...(isPost && {
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': formBody(schema, 'urlencoded', ['token']) },
      },
    }),
    responses: htmlResponses(isPost ? POST_ANSWERS : GET_ANSWERS),
  };
}
