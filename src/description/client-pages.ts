import { CLIENT_PAGES, type ClientPage } from '../doors/client-pages';
import { PAGES } from '../doors/page-door';
import { htmlResponses, type Paths, securityOf, tagOf } from './operation';

/** Describes the pages for signed-in clients. HEAD is left out, because it is GET without the body. */
export const describeClientPages = (): Paths =>
  Object.fromEntries(
    CLIENT_PAGES.map((page) => [
      page.path,
      Object.fromEntries(
        page.methods
          .filter((method) => method !== 'HEAD')
          .map((method) => [method.toLowerCase(), describePage(page, method === 'POST')]),
      ),
    ]),
  );

function describePage({ path, summary, isSignedIn, fields, answers }: ClientPage, isForm: boolean) {
  const entries = Object.entries(fields);
  const required = entries.filter(([, { isRequired }]) => isRequired).map(([name]) => name);
  return {
    tags: [tagOf(PAGES)],
    operationId: `${isForm ? 'post' : 'get'}_${path.slice(1).replace(/\W/g, '_')}`,
    summary,
    ...(isSignedIn ? securityOf(PAGES) : { security: [] }),
    ...(isForm
      ? {
          requestBody: {
            required: required.length > 0,
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  properties: Object.fromEntries(
                    entries.map(([name, { description }]) => [name, { type: 'string', description }]),
                  ),
                  required,
                },
              },
            },
          },
        }
      : {
          parameters: entries.map(([name, { description, isRequired }]) => ({
            ...{ name, in: 'query', required: isRequired, description, schema: { type: 'string' } },
          })),
        }),
    responses: htmlResponses({ ...answers, 503: 'The server is overloaded, or the database is unavailable' }),
  };
}
