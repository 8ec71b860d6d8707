import type { Envelope } from './door';
import { HTTP_STATUS, originOf, retryAfter } from './headers';
import { withCompleteUrls } from './responses';
import { type Route, restDoor } from './rest';

/** Accepts PUT and PATCH, because clients written from the vendor's pages send PATCH. */
const updates = (what: string, action: string): Route[] =>
  (['PUT', 'PATCH'] as const).map((method) => ({ method, path: `/tickets/:ticketId/${what}`, action }));

/** A list. It refuses filters that it does not know, because it would answer everything as if it matched them. */
const list = (method: Route['method'], path: string, action: string): Route => ({
  method,
  path,
  action,
  filters: 'known',
});

/** Its endpoints and the action of each. */
const ROUTES: readonly Route[] = [
  { method: 'POST', path: '/tickets', action: 'CreateTicket' },
  list('POST', '/tickets/list', 'ListTickets'),
  { method: 'GET', path: '/tickets/:ticketId', action: 'GetTicket' },
  { method: 'POST', path: '/tickets/:ticketId/replies', action: 'CreateReply' },
  list('GET', '/tickets/:ticketId/replies', 'ListReplies'),
  ...updates('status', 'UpdateStatus'),
  ...updates('assignee', 'UpdateAssignee'),
  // `null` is the documented way to remove the category.
  ...updates('category', 'UpdateCategory').map((route) => ({ ...route, takesNull: true })),
  ...updates('tags', 'UpdateTags'),
  { method: 'GET', path: '/tickets/:ticketId/attachments/:attachmentId', action: 'GetAttachment', answers: 'file' },
  list('GET', '/Teammates', 'ListTeammates'),
  list('GET', '/categories', 'ListCategories'),
  list('GET', '/tags', 'ListTags'),
  list('GET', '/customFields', 'ListCustomFields'),
  list('GET', '/userGroups', 'ListUserGroups'),
];

/** The `errorCode` of a successful answer in the Socialboards API. */
const SUCCESS = -1;

const ENVELOPE: Envelope = {
  name: 'SocialboardsRefusal',
  schema: {
    type: 'object',
    properties: { data: { type: 'null' }, errorCode: { type: 'integer' }, errorText: { type: 'string' } },
    required: ['data', 'errorCode', 'errorText'],
  },
  isJson: true,
  of: (errorText, status) => ({ data: null, errorCode: status, errorText }),
};

/** The address of a stored file on a desk that does not know its own address. */
const FILE_PATH = /^\/tickets\/\d+\/attachments\/\d+$/;

/** The Socialboards ticket API: a bearer token, JSON, and an envelope of three members around every answer. */
export const socialboards = restDoor({
  addresses: ['tickets', 'Teammates', 'categories', 'tags', 'customFields', 'userGroups'].flatMap((name) => [
    `/${name}`,
    `/${name}/*`,
  ]),
  envelope: ENVELOPE,
  hasCors: true,
  tag: {
    name: 'Socialboards',
    description: 'The Socialboards ticket API, with a bearer token that stands for a program',
  },
  security: {
    name: 'program',
    scheme: { type: 'http', scheme: 'bearer', description: 'An access token of /token, or a personal token' },
  },
  folder: 'socialboards',
  routes: ROUTES,
  wrapSchema: ({ properties }) => ({
    type: 'object',
    properties: { ...properties, errorCode: { const: SUCCESS }, errorText: { type: 'null' } },
    required: ['data', 'errorCode', 'errorText'],
  }),
  protocol: ({ callers }) => ({
    identify: (req) => callers.bearer(req.get('authorization'), 'socialboards'),
    wrap: ({ data = null }, _route, req) => ({
      data: withCompleteUrls(data, originOf(req), FILE_PATH),
      errorCode: SUCCESS,
      errorText: null,
    }),
    refuse(error) {
      const status = HTTP_STATUS[error.kind];
      return {
        status,
        headers: { ...retryAfter(error), ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }) },
        body: ENVELOPE.of(error.message, status),
      };
    },
  }),
});
