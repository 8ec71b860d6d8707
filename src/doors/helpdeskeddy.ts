import type { Request, Response } from 'express';
import type { Caller } from '../access/caller';
import { ApiError } from '../errors';
import type { DoorParts, Envelope } from './door';
import { addressOf, HTTP_STATUS, originOf, readBasic, retryAfter } from './headers';
import { withCompleteUrls } from './responses';
import { type RestProtocol, type Route, restDoor } from './rest';

const PREFIX = '/api/v2';
const FILES = new RegExp(`^${PREFIX}/files/`);

const route = (method: Route['method'], path: string, action: string): Route => ({
  method,
  path: PREFIX + path,
  action,
  // A wrong id of a ticket is refused by name, as published.
  ...(!/^\/tickets\/:id(\/union)?$/.test(path) && { ids: 'numbers' }),
});

/** A list. It refuses filters that it does not know. */
const list = (path: string, action: string): Route => ({ ...route('GET', path, action), filters: 'known' });

/** Its endpoints and the action of each. */
const ROUTES: readonly Route[] = [
  route('POST', '/tickets', 'CreateTicket'),
  list('/tickets', 'ListTickets'),
  route('GET', '/tickets/:id', 'GetTicket'),
  route('PUT', '/tickets/:id', 'UpdateTicket'),
  route('DELETE', '/tickets/:id', 'DeleteTicket'),
  route('POST', '/tickets/:id/union', 'UniteTickets'),
  list('/tickets/:id/posts', 'ListPosts'),
  route('POST', '/tickets/:id/posts', 'CreatePost'),
  route('PUT', '/tickets/:id/posts/:post_id', 'UpdatePost'),
  route('DELETE', '/tickets/:id/posts/:post_id', 'DeletePost'),
  list('/tickets/:id/comments', 'ListComments'),
  route('POST', '/tickets/:id/comments', 'CreateComment'),
  route('PUT', '/tickets/:id/comments/:comment_id', 'UpdateComment'),
  route('DELETE', '/tickets/:id/comments/:comment_id', 'DeleteComment'),
  list('/tickets/:id/audit', 'ListAudit'),
  { ...route('GET', '/files/:id', 'GetFile'), answers: 'file' },
  list('/departments', 'ListDepartments'),
  list('/statuses', 'ListStatuses'),
  list('/priorities', 'ListPriorities'),
  list('/types', 'ListTypes'),
  list('/custom_fields', 'ListCustomFields'),
  route('GET', '/custom_fields/:id', 'GetCustomField'),
  list('/custom_fields/:id/options', 'ListFieldOptions'),
  route('POST', '/custom_fields/:id/options', 'CreateFieldOptions'),
  route('DELETE', '/custom_fields/:id/options/:option_id', 'DeleteFieldOption'),
  list('/users', 'ListUsers'),
  list('/users/custom_fields', 'ListUserFields'),
  route('GET', '/users/custom_fields/:id', 'GetUserField'),
  list('/users/custom_fields/:id/options', 'ListUserFieldOptions'),
  list('/groups', 'ListGroups'),
  list('/user_statuses', 'ListUserStatuses'),
  route('POST', '/users', 'CreateUser'),
  route('GET', '/users/:id', 'GetUser'),
  route('PUT', '/users/:id', 'UpdateUser'),
  route('DELETE', '/users/:id', 'DeleteUser'),
];

/** What other desks with this API have, and this one lacks. */
const MISSING: readonly [path: RegExp, what: string][] = [
  [/\/organizations(\/|$)/i, 'organizations'],
  [/\/billing\/?$/i, 'billing of tickets'],
  [/\/knowledge_base(\/|$)/i, 'knowledge base'],
  [/\/users\/\d+\/notes(\/|$)/i, 'notes on users'],
  [/\/statuses_log\/?$/i, 'log of user statuses'],
  [/\/(calls|telephony)(\/|$)/i, 'telephony'],
  [/\/chats?(\/|$)/i, 'chats'],
];

function explainMissing(path: string): string | undefined {
  const found = MISSING.find(([pattern]) => pattern.test(path));
  return found && `There is nothing at this address: this desk has no ${found[1]}`;
}

/** This API answers a ban with the status of a wrong key. */
const STATUS_OF_BAN = 401;

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request timeout',
  409: 'Conflict',
  413: 'Payload too large',
  429: 'Too many requests',
  431: 'Request header fields too large',
  500: 'Internal server error',
  503: 'Service unavailable',
};

const text = { type: 'string' };

const ENVELOPE: Envelope = {
  name: 'HelpDeskEddyRefusal',
  schema: {
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
  isJson: true,
  of: (details, status) => ({ errors: [{ code: `e-${status}`, title: TITLES[status] ?? 'Error', details }] }),
};

/**
 * The HelpDeskEddy API v2. Callers send an e-mail address and an API key as Basic authentication, and every answer has
 * `data` or `errors`.
 */
export const helpdeskeddy = restDoor({
  addresses: [PREFIX, `${PREFIX}/*`],
  envelope: ENVELOPE,
  hasCors: true,
  tag: { name: 'HelpDeskEddy', description: 'The HelpDeskEddy API v2: e-mail address and API key' },
  security: { name: 'apiKey', scheme: { type: 'http', scheme: 'basic', description: 'E-mail address and API key' } },
  folder: 'helpdeskeddy',
  routes: ROUTES,
  repeatedNames: 'kept',
  explainMissing,
  // A deletion is reported in the envelope of refusals.
  wrapSchema: (answer, refusal) => (answer.properties?.details === undefined ? answer : refusal),
  protocol,
});

/** The refusal of a caller over the rate limit, with the length of the ban. */
class Ban extends ApiError {
  override name = 'Ban';

  constructor(
    readonly seconds: number,
    minutes: number,
    limit: number,
  ) {
    super('too_many', `Ban for ${minutes} min. API limit reached (${limit} request per minute).`);
  }
}

function protocol(parts: DoorParts): RestProtocol {
  const { requestsPerMinute, banMinutes } = parts.rateLimit;

  function count(res: Response, who: string): void {
    const { remaining, bannedForSeconds } = parts.rateLimit.count(who);
    res.setHeader('X-Rate-Limit', requestsPerMinute);
    res.setHeader('X-Rate-Limit-Remaining', remaining);
    if (bannedForSeconds > 0) throw new Ban(bannedForSeconds, banMinutes, requestsPerMinute);
  }

  /**
   * Counts failed logins by network address. Otherwise, anyone who knows a user's e-mail address could get them banned.
   */
  async function identify(req: Request, res: Response): Promise<Caller> {
    const [email, key] = readBasic(req.get('authorization'));
    let caller: Caller;
    try {
      caller = await parts.callers.apiUser(email, key);
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'unauthenticated') count(res, `address ${addressOf(req)}`);
      throw error;
    }
    count(res, caller.name);
    return caller;
  }

  return {
    identify,
    wrap: ({ details, ...answer }, _route, req) =>
      // A deletion is reported where an error would be.
      details === undefined
        ? withCompleteUrls(answer, originOf(req), FILES)
        : { errors: [{ code: 's-204', title: 'No content', details }] },
    refuse(error, req, res) {
      // Every answer says how many calls are left, even if it was refused before authentication.
      if (!res.hasHeader('X-Rate-Limit')) {
        res.setHeader('X-Rate-Limit', requestsPerMinute);
        res.setHeader('X-Rate-Limit-Remaining', parts.rateLimit.count(`address ${addressOf(req)}`).remaining);
      }
      const isBan = error instanceof Ban;
      const status = isBan ? STATUS_OF_BAN : HTTP_STATUS[error.kind];
      return {
        status,
        headers: {
          ...retryAfter(error),
          ...(isBan && { 'Retry-After': String(error.seconds) }),
          ...(status === 401 && !isBan && { 'WWW-Authenticate': 'Basic realm="API", charset="UTF-8"' }),
        },
        body: isBan
          ? { errors: [{ code: `e-${status}`, title: 'Ban', details: error.message }] }
          : ENVELOPE.of(error.message, status),
      };
    },
  };
}
