import { CONSOLE } from '../doors/console/console-door';
import { CONSOLE_PAGES } from '../doors/console/console-pages';
import { STAFF_SIGN_IN } from '../doors/console/sign-in';
import type { Door } from '../doors/door';
import type { ClientPage } from '../doors/pages/client-page';
import { CLIENT_PAGES } from '../doors/pages/client-pages';
import { PAGES } from '../doors/pages/page-door';
import { htmlResponses, type Paths, securityOf, tagOf } from './operation';

type Page = Pick<ClientPage, 'path' | 'methods' | 'isSignedIn' | 'summary' | 'fields' | 'answers'>;

/** Describes the pages for people. */
export const describeClientPages = (): Paths => ({
  ...describePages(PAGES, CLIENT_PAGES),
  ...describePages(CONSOLE, STAFF_SIGN_IN),
  ...describePages(
    CONSOLE,
    CONSOLE_PAGES.map((page) => ({ ...page, path: page.path.replace(/:(\w+)/g, '{$1}'), isSignedIn: true })),
  ),
});

/** HEAD is left out, because it is GET without the body. */
const describePages = (door: Described, pages: readonly Page[]): Paths =>
  Object.fromEntries(
    pages.map((page) => [
      page.path,
      Object.fromEntries(
        page.methods
          .filter((method) => method !== 'HEAD')
          .map((method) => [method.toLowerCase(), describePage(door, page, method === 'POST')]),
      ),
    ]),
  );

type Described = Pick<Door, 'tag' | 'security'>;

function describePage(door: Described, { path, summary, isSignedIn, fields, answers }: Page, isForm: boolean) {
  const entries = Object.entries(fields);
  const required = entries.filter(([, { isRequired }]) => isRequired).map(([name]) => name);
  return {
    tags: [tagOf(door)],
    operationId: `${isForm ? 'post' : 'get'}_${path.slice(1).replace(/\W/g, '_')}`,
    summary,
    ...(isSignedIn ? securityOf(door) : { security: [] }),
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
            ...{
              name,
              in: path.includes(`{${name}}`) ? 'path' : 'query',
              required: isRequired,
              description,
              schema: { type: 'string' },
            },
          })),
        }),
    responses: htmlResponses({ ...answers, 503: 'The server is overloaded, or the database is unavailable' }),
  };
}
