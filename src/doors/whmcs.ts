import type { Request, Response } from 'express';
import { ADDRESSES } from '../config/addresses';
import { ApiError, asApiError, type ErrorKind, invalid } from '../errors';
import { isPrintedNull } from '../text/words';
import type { SentForm } from '../wire/forwarded-form';
import { tidyForm } from '../wire/hand-written-form';
import { toJson } from '../wire/json';
import { toNvp } from '../wire/nvp';
import { decodeUrlencoded, type PhpForm } from '../wire/php-form';
import type { Plain } from '../wire/present';
import { isCleanText } from '../wire/text';
import { toXml } from '../wire/xml';
import { type Body, type Fields, noFields, readBody, sniffResponseType } from './body';
import { labelOf } from './body-shape';
import { answerCompared } from './compared';
import { type Door, type DoorParts, type Envelope, type Protocol, perform, type Reply, replayHeader } from './door';
import { forward } from './forward';
import { addressOf, clientOf, readBasic, retryAfter, saysKey } from './headers';
import type { Visit } from './load';
import { ownField } from './own-field';
import { firstBytes, peek } from './receive';
import { recognise } from './recognise';

/** The envelope of WHMCS's refusals. */
export const WHMCS_ENVELOPE: Envelope = {
  name: 'Refusal',
  schema: {
    type: 'object',
    description: 'Why nothing was done',
    properties: { result: { const: 'error' }, message: { type: 'string' } },
    required: ['result', 'message'],
  },
  isJson: false,
  of: (message) => ({ result: 'error', message }),
};

/** The same with the action at the end, for programs generated from OpenAPI. */
export const ACTION_ADDRESS = `${ADDRESSES.hatch}/:action`;

/** The hatch: the WHMCS API, which takes the action, the credentials and the response type as ordinary fields. */
export const hatch: Door = {
  addresses: [ADDRESSES.hatch, '/api.php', ACTION_ADDRESS],
  envelope: WHMCS_ENVELOPE,
  hasCors: false,
  security: {
    name: 'credential',
    scheme: {
      type: 'http',
      scheme: 'basic',
      description: '**Identifier** of a credential as user name, its **secret** as password',
    },
  },
  open: openHatch,
};

/**
 * The status of each kind of refusal. An action's own refusals have 200, as WHMCS callers expect. Addresses,
 * credentials and roles that are not allowed have 403, and our own failures 5xx.
 */
const STATUS: Record<ErrorKind, number> = {
  malformed: 400,
  wrong_method: 405,
  too_large: 413,
  unauthenticated: 403,
  forbidden: 403,
  no_action: 400,
  unknown_action: 200,
  invalid: 200,
  not_found: 200,
  conflict: 200,
  too_many: 429,
  busy: 503,
  unavailable: 503,
  upstream: 502,
  internal: 500,
};

type ResponseType = 'json' | 'xml' | 'nvp';

/** What we store about a request as early as possible, because refusals too must come in the requested format. */
declare global {
  namespace Express {
    interface Locals {
      responseType?: ResponseType;
      /** The name of the action as sent. XML includes it even in a refusal. */
      asked?: string;
    }
  }
}

function openHatch(parts: DoorParts): Protocol {
  return {
    async answer(req, res, visit) {
      if (req.method !== 'POST' && req.method !== 'GET')
        throw new ApiError('wrong_method', 'Only POST and GET are answered');
      const body = await readFields(req, res, visit, parts);
      const { fields } = body;
      const basic = basicOf(req, fields);
      const claim = {
        identifier: text(fields, 'identifier') || basic.identifier,
        secret: text(fields, 'secret') || basic.secret,
        username: text(fields, 'username'),
        password: text(fields, 'password'),
        address: addressOf(req),
      };
      const caller = await recognise(parts, req, res, () => parts.callers.identify(claim));
      const name = actionOf(req, fields);
      if (name === '') throw new ApiError('no_action', 'Empty action request');
      const idempotencyKey = [req.get('idempotency-key'), ownField(fields, 'idempotencykey')].find(saysKey);
      const { forwarding } = parts.dispatcher;
      if (forwarding?.takes(name, caller)) {
        const { responseType } = res.locals;
        const hasKey = idempotencyKey !== undefined;
        return forward(forwarding, req, res, { name, caller, sent: body.asSent, responseType, hasKey });
      }
      return answerCompared(parts.comparing, res, {
        caller,
        body,
        async answer(read) {
          const performed = await perform(parts, {
            caller,
            action: name,
            read,
            address: addressOf(req),
            idempotencyKey,
            how: { idFormat: caller.idFormat },
            log: res.locals.call,
          });
          const { action, answer } = performed;
          const unasked = action.schema['x-responsetype'] === 'list' ? parts.listResponseType : 'nvp';
          const type = res.locals.responseType ?? unasked;
          return encode(200, type, action.name, { result: 'success', ...answer }, replayHeader(performed));
        },
        refuse: (error) => this.refuse(asApiError(error), req, res),
      });
    },

    refuse(error, req, res) {
      if (res.locals.responseType === undefined) {
        const inBody = sniffResponseType(firstBytes(req));
        rememberType(res, inBody || (RESPONSE_TYPE.exec(req.originalUrl)?.[1] ?? ''));
      }
      if (saysJson(req)) res.locals.responseType ??= 'json';
      const status = STATUS[error.kind];
      const answer = WHMCS_ENVELOPE.of(error.message, status);
      const { responseType, asked } = res.locals;
      const headers = error.kind === 'wrong_method' ? { Allow: 'POST, GET' } : retryAfter(error);
      return encode(status, responseType ?? 'nvp', asked ?? '', answer, headers);
    },
  };
}

/**
 * Merges query string and body, where the body wins, and checks the caller's address on the way: a caller who is not on
 * the allow list must learn that even if the body cannot be read.
 */
async function readFields(
  req: Request,
  res: Response,
  visit: Visit,
  { addressGate, bodyBytes }: DoorParts,
): Promise<Body & { asSent: SentForm }> {
  const client = clientOf(req);
  const start = req.originalUrl.indexOf('?');
  let fields = noFields();
  const queryBytes = tidyForm(Buffer.from(start < 0 ? '' : req.originalUrl.slice(start + 1), 'latin1'));
  let query: PhpForm;
  let body: Body;
  const checkKey = async () => {
    if (addressGate.hasAccessKey) await addressGate.checkAddress(client, text(fields, 'accesskey'));
  };
  // A stranger's body is not received. With an access key, it may say that the caller is no stranger.
  if (!addressGate.hasAccessKey) {
    try {
      await addressGate.checkAddress(client, '');
    } catch (error) {
      await peek(req);
      throw error;
    }
  }
  try {
    query = decodeUrlencoded(queryBytes);
    fields = query.fields;
    remember(res, fields);
    body = await readBody(req, res, visit, bodyBytes, { inPlace: FILE_FIELDS });
  } catch (error) {
    await checkKey();
    throw error;
  }
  // An empty parameter counts as absent, so it does not override the query string.
  for (const name of Object.keys(body.fields)) {
    const value = body.fields[name];
    if (value !== '') fields[name] = value;
  }
  remember(res, fields);
  // WHMCS's own clients send forms. Whoever sends JSON expects it.
  if (body.isJson || saysJson(req)) res.locals.responseType ??= 'json';
  await checkKey();
  const problem = body.problem ?? (query.problem === undefined ? undefined : invalid(query.problem));
  if (problem !== undefined && problem.kind !== 'invalid') throw problem;
  const asSent = { query: queryBytes, body: body.sent ?? { kind: 'members' as const, members: body.fields } };
  return { fields, files: body.files, asSent, ...(problem !== undefined && { problem }) };
}

/** Where base64 of files is expected. */
const FILE_FIELDS: ReadonlySet<string> = new Set(['attachments']);

/** Finds the response type without decoding, for requests that are refused before they are decoded or cannot be. */
const RESPONSE_TYPE = /[?&]responsetype=(\w+)/i;

function rememberType(res: Response, text: string): void {
  const asked = text.trim().toLowerCase();
  if (asked === 'json' || asked === 'xml' || asked === 'nvp') res.locals.responseType = asked;
}

function remember(res: Response, fields: Fields): void {
  rememberType(res, text(fields, 'responsetype'));
  res.locals.asked = actionOf(res.req, fields).slice(0, 100);
}

/** Whether the header announces a JSON body. GET has none, though some libraries send the header with every call. */
const saysJson = (req: Request): boolean => req.method !== 'GET' && labelOf(req.get('content-type')) === 'json';

/** The action's name: the field `action`, or else the end of the path. */
const actionOf = (req: Request, fields: Fields): string =>
  text(fields, 'action').trim() || (typeof req.params.action === 'string' ? req.params.action.trim() : '');

/** Reads a credential from the header, which programs generated from OpenAPI send. Login fields take precedence. */
function basicOf(req: Request, fields: Fields): { identifier: string; secret: string } {
  if (['identifier', 'secret', 'username', 'password'].some((name) => text(fields, name) !== '')) return NO_CREDENTIAL;
  const [identifier, secret] = readBasic(req.get('authorization'));
  return isCleanText(identifier) && isCleanText(secret) ? { identifier, secret } : NO_CREDENTIAL;
}

const NO_CREDENTIAL = { identifier: '', secret: '' };

/**
 * Reads a field as text. Text that PostgreSQL cannot store counts as absent, because JSON lets a NUL character through,
 * and so does a printed null: a client without a user name may send `username=None` beside its identifier.
 */
const text = (fields: Fields, name: string): string => {
  const value = ownField(fields, name);
  return typeof value === 'string' && isCleanText(value) && !isPrintedNull(value) ? withoutLineEnd(value) : '';
};

/** A secret that a program reads from a file, such as Docker's or Kubernetes', often has the end of its line. */
const withoutLineEnd = (value: string): string => (/^[\r\n]|[\r\n]$/.test(value) ? value.trim() : value);

function encode(
  status: number,
  type: ResponseType,
  action: string,
  answer: { [name: string]: Plain },
  headers: Record<string, string>,
): Reply {
  if (type === 'json') return reply(status, 'application/json', toJson(answer), headers);
  if (type === 'xml') return reply(status, 'application/xml; charset=utf-8', toXml(action, answer), headers);
  return reply(status, 'text/plain; charset=utf-8', toNvp(answer), headers);
}

const reply = (status: number, contentType: string, body: string, headers: Record<string, string>): Reply => ({
  status,
  headers: { 'Content-Type': contentType, ...headers },
  body,
});
