import { type DoorParts, HTTP_STATUS, type Protocol, retryAfter } from './door';
import { type Route, rest } from './rest';

/** Clients written from the vendor's pages send PATCH. */
const updates = (what: string, action: string): Route[] =>
  (['PUT', 'PATCH'] as const).map((method) => ({ method, path: `/tickets/:ticketId/${what}`, action }));

/** Its addresses and what each asks for. */
export const SOCIALBOARDS_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/tickets', action: 'CreateTicket' },
  { method: 'POST', path: '/tickets/list', action: 'ListTickets' },
  { method: 'GET', path: '/tickets/:ticketId', action: 'GetTicket' },
  { method: 'POST', path: '/tickets/:ticketId/replies', action: 'CreateReply' },
  { method: 'GET', path: '/tickets/:ticketId/replies', action: 'ListReplies' },
  ...updates('status', 'UpdateStatus'),
  ...updates('assignee', 'UpdateAssignee'),
  ...updates('category', 'UpdateCategory'),
  ...updates('tags', 'UpdateTags'),
  { method: 'GET', path: '/tickets/:ticketId/attachments/:attachmentId', action: 'GetAttachment', answers: 'file' },
  { method: 'GET', path: '/Teammates', action: 'ListTeammates' },
  { method: 'GET', path: '/categories', action: 'ListCategories' },
  { method: 'GET', path: '/tags', action: 'ListTags' },
];

/** What the Socialboards API answers when all is well. */
const SUCCESS = -1;

/** The Socialboards ticket API: a bearer token, JSON, and every answer in an envelope of three. */
export function socialboards(parts: DoorParts): Protocol {
  return rest(
    {
      name: 'socialboards',
      routes: SOCIALBOARDS_ROUTES,
      identify: (req) => parts.callers.bearer(req.get('authorization'), 'socialboards'),
      wrap: ({ data = null }) => ({ data, errorCode: SUCCESS, errorText: null }),
      refuse(error) {
        const status = HTTP_STATUS[error.kind];
        return {
          status,
          headers: { ...retryAfter(error), ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }) },
          body: { data: null, errorCode: status, errorText: error.message },
        };
      },
    },
    parts,
  );
}
