import { ApiError, type ErrorKind } from '../errors';
import { decodeFields } from '../wire/fields';
import { presentAll } from '../wire/present';
import { readBody } from './body';
import { type DoorParts, type Protocol, readIdempotencyKey, retryAfter } from './door';
import { json } from './rest';

/** What may be sent to each method; whatever else comes is ignored, so that nothing of an administrator's can be smuggled in. */
const METHODS: Record<
  string,
  { action: string; parameters: readonly string[]; answers: readonly string[] | undefined }
> = {
  'open-ticket': {
    action: 'OpenTicket',
    parameters: [
      ...[
        'deptid',
        'subject',
        'message',
        'clientid',
        'contactid',
        'name',
        'email',
        'serviceid',
        'domainid',
        'priority',
      ],
      ...['markdown', 'useMarkdown', 'customfields', 'attachments'],
    ],
    answers: ['id', 'tid', 'c'],
  },
  'add-ticket-reply': {
    action: 'AddTicketReply',
    parameters: [
      ...['ticketid', 'ticketnum', 'message', 'clientid', 'contactid', 'name', 'email', 'markdown', 'useMarkdown'],
      ...['customfields', 'attachments'],
    ],
    answers: [],
  },
  'get-ticket': { action: 'GetTicket', parameters: ['ticketid', 'ticketnum', 'repliessort'], answers: undefined },
};

const STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  wrong_method: 405,
  too_large: 413,
  unauthenticated: 401,
  forbidden: 403,
  no_action: 404,
  unknown_action: 404,
  invalid: 200,
  not_found: 200,
  conflict: 200,
  too_many: 429,
  busy: 503,
  unavailable: 503,
  internal: 500,
};

/** The reseller API: a bearer token that is a client, and WHMCS's own actions in kebab case. */
export function keliweb(parts: DoorParts): Protocol {
  return {
    async answer(req, res, visit) {
      parts.callers.checkAddress(req.ip ?? '', '');
      const caller = await parts.callers.bearer(req.get('authorization'), 'keliweb');
      const { call } = res.locals;
      call.caller = caller.name;
      const method = METHODS[String(req.params.method).toLowerCase()];
      if (method === undefined) throw new ApiError('unknown_action', 'There is no such method');
      if (req.method !== 'POST') throw new ApiError('wrong_method', 'Only POST is answered');
      const action = parts.dispatcher.admit(method.action, caller);
      call.action = action.name;
      const { fields, files, problem } = await readBody(req, res, visit, parts.bodyBytes);
      if (problem !== undefined) throw problem;
      const listed = new Set(method.parameters.map((name) => name.toLowerCase()));
      const allowed = Object.fromEntries(Object.entries(fields).filter(([name]) => listed.has(name.toLowerCase())));
      const params = decodeFields(action.schema, allowed, files, parts.timeZone);
      const key = readIdempotencyKey(req.get('idempotency-key'));
      const { result, replayed } = await parts.dispatcher.run(action, params, caller, key);
      if (replayed) call.replayed = true;
      const how = { timeZone: parts.timeZone, idFormat: 'string' } as const;
      const presented = presentAll(result, action.schema['x-answer'], how);
      const shown = method.answers ?? Object.keys(presented);
      const answer = Object.fromEntries(shown.map((name) => [name, presented[name] ?? '']));
      return json(200, { result: 'success', ...answer }, replayed ? { 'Idempotency-Replayed': 'true' } : {});
    },

    refuse(error) {
      const status = STATUS[error.kind];
      const headers = {
        ...retryAfter(error),
        ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
        ...(status === 405 && { Allow: 'POST' }),
      };
      return json(status, { result: 'error', message: error.message }, headers);
    },
  };
}
