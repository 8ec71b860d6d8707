import type { Caller } from '../access/caller';
import { ApiError, type ErrorKind } from '../errors';
import { isPlainObject } from '../wire/plain-object';
import type { Plain } from '../wire/present';
import { type Fields, readBody } from './body';
import { type Door, type DoorParts, type Envelope, type Protocol, perform, replayHeader } from './door';
import { addressOf, clientOf, decodeSegment, HTTP_STATUS, retryAfter } from './headers';
import { recognise } from './recognise';
import { json } from './responses';
import { WHMCS_ENVELOPE } from './whmcs';

type Answer = { [name: string]: Plain };

export interface Method {
  action: string;
  /** The allowed parameters. All others are ignored, so that clients cannot set what only administrators may. */
  parameters: readonly string[];
  /** Selects the documented part of the action's answer, in the documented order. */
  show(answer: Answer): Answer;
}

/** The parameters that a first message and a reply have in common. */
const MESSAGE = 'message clientid contactid name email markdown useMarkdown customfields attachments'.split(' ');

/** The methods by the last segment of their path. */
export const KELIWEB_METHODS: ReadonlyMap<string, Method> = new Map([
  [
    'open-ticket',
    {
      action: 'OpenTicket',
      parameters: ['deptid', 'subject', 'serviceid', 'domainid', 'priority', ...MESSAGE],
      show: (answer) => pick(answer, ['id', 'tid', 'c']),
    },
  ],
  [
    'add-ticket-reply',
    {
      action: 'AddTicketReply',
      parameters: ['ticketid', 'ticketnum', ...MESSAGE],
      show: () => ({}),
    },
  ],
  // Not in the documents, but by their rule: WHMCS's actions in kebab case. A client may only close and reopen with it.
  [
    'update-ticket',
    {
      action: 'UpdateTicket',
      parameters: ['ticketid', 'ticketnum', 'status'],
      show: (answer) => pick(answer, ['ticketid']),
    },
  ],
  ['get-ticket', { action: 'GetTicket', parameters: ['ticketid', 'ticketnum', 'repliessort'], show: showTicket }],
]);

/** Parameters that only callers who are not clients may send. */
const GUEST_PARAMETERS = new Set(['name', 'email']);

const pick = (answer: Answer, names: string[]): Answer =>
  Object.fromEntries(names.map((name) => [name, answer[name] ?? '']));

/**
 * Adds `ticketnum`, this API's name for WHMCS's `tid`, and keeps `tid` for programs that know it. Unwraps the lists.
 */
function showTicket(answer: Answer): Answer {
  return {
    ...pick(answer, ['ticketid']),
    ticketnum: answer.tid ?? '',
    ...pick(answer, ['c', 'deptid', 'deptname', 'userid', 'contactid', 'name', 'email', 'cc', 'date', 'subject']),
    ...pick(answer, ['status', 'priority', 'admin', 'lastreply', 'flag', 'service']),
    replies: listIn(answer.replies, 'reply'),
    notes: listIn(answer.notes, 'note'),
    ...pick(answer, ['tid']),
  };
}

const listIn = (value: Plain | undefined, name: string): Plain =>
  (isPlainObject(value) ? (value[name] as Plain | undefined) : undefined) ?? [];

/** An action's own refusals have HTTP status 200: the documentation tells callers to look at `result`. */
const STATUS: Record<ErrorKind, number> = { ...HTTP_STATUS, invalid: 200, not_found: 200, conflict: 200 };

const ENVELOPE: Envelope = { ...WHMCS_ENVELOPE, isJson: true };

/**
 * Keliweb's reseller API: WHMCS's own actions in kebab case, with a bearer token that stands for a client.
 *
 * @param prefix its path prefix, without a trailing slash
 */
export const keliweb = (prefix: string): Door => ({
  addresses: [prefix, `${prefix}/*`],
  envelope: ENVELOPE,
  hasCors: true,
  tag: { name: 'Reseller API', description: "Keliweb's reseller API, with a bearer token that stands for one client" },
  security: {
    name: 'client',
    scheme: { type: 'http', scheme: 'bearer', description: 'An access token of /oauth/token' },
  },
  open: (parts) => open(parts, prefix),
});

function open(parts: DoorParts, prefix: string): Protocol {
  return {
    async answer(req, res, visit) {
      await parts.addressGate.checkAddress(clientOf(req), '');
      const identify = () => parts.callers.bearer(req.get('authorization'), 'keliweb');
      const caller = await recognise(parts, req, res, identify);
      const name = decodeSegment(req.path.slice(prefix.length + 1).replace(/\/$/, ''));
      const method = KELIWEB_METHODS.get(name.toLowerCase());
      if (method === undefined) throw new ApiError('unknown_action', 'There is no such method');
      if (req.method !== 'POST') throw new ApiError('wrong_method', 'Only POST is answered');
      const performed = await perform(parts, {
        caller,
        action: method.action,
        async read() {
          const body = await readBody(req, res, visit, parts.bodyBytes);
          return { ...body, fields: listedFields(body.fields, method, caller) };
        },
        address: addressOf(req),
        idempotencyKey: req.get('idempotency-key'),
        how: { idFormat: 'string' },
        log: res.locals.call,
      });
      return json(200, { result: 'success', ...method.show(performed.answer) }, replayHeader(performed));
    },

    refuse(error) {
      const status = STATUS[error.kind];
      const headers = {
        ...retryAfter(error),
        ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
        ...(status === 405 && { Allow: 'POST' }),
      };
      return json(status, ENVELOPE.of(error.message, status), headers);
    },
  };
}

/** Keeps the method's parameters. A client cannot send a name or address, because the account already has them. */
function listedFields(fields: Fields, { parameters }: Method, { clientId }: Caller): Fields {
  const known = clientId === null ? parameters : parameters.filter((name) => !GUEST_PARAMETERS.has(name));
  const listed = new Set(known.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => listed.has(name.toLowerCase())));
}
