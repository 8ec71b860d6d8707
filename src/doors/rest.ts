import type { Request, Response } from 'express';
import type { Caller } from '../access/caller';
import { ApiError, invalid } from '../errors';
import { toJson } from '../wire/json';
import { decodeUrlencoded } from '../wire/php-form';
import { type Plain, presentAll } from '../wire/present';
import { decodeTypedFields } from '../wire/typed-fields';
import { type Body, noFields, readBody } from './body';
import { type DoorParts, originOf, type Protocol, type Reply, readIdempotencyKey } from './door';
import type { Visit } from './load';

/** One address of an API whose addresses name what is wanted. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` stands for a parameter; a slash at the end may be there or not. */
  path: string;
  /** In the API's own folder of actions. */
  action: string;
  /** A file is answered with its bytes. */
  answers?: 'file';
}

/** What makes one API of this kind different from another. */
export interface Dialect {
  /** The folder of its actions. */
  name: string;
  routes: readonly Route[];
  /** @throws ApiError (unauthenticated, too_many). */
  identify(req: Request, res: Response): Promise<Caller>;
  /** Puts an answer into the API's envelope. */
  wrap(answer: { [name: string]: Plain }, route: Route): Plain;
  refuse(error: ApiError): { status: number; headers: Record<string, string>; body: Plain };
}

interface CompiledRoute extends Route {
  pattern: RegExp;
}

/** The protocol of an API that is called by method and path, with parameters in path, query string and body. */
export function rest(dialect: Dialect, parts: DoorParts): Protocol {
  const routes = dialect.routes.map((route): CompiledRoute => ({ ...route, pattern: compile(route.path) }));

  async function answer(req: Request, res: Response, visit: Visit): Promise<Reply> {
    await parts.addressGate.checkAddress(req.ip ?? '', '');
    const caller = await dialect.identify(req, res);
    const { call } = res.locals;
    call.caller = caller.name;
    const { route, path } = findRoute(routes, req);
    const action = await parts.dispatcher.admit(route.action, caller, dialect.name);
    call.action = action.name;
    const { fields, files, problem } = await readFields(req, res, visit, parts.bodyBytes);
    if (problem !== undefined) throw problem;
    const params = decodeTypedFields(action.schema, { ...fields, ...path }, files, parts.timeZone);
    const origin = originOf(req, readIdempotencyKey(req.get('idempotency-key')));
    const { result, replayed } = await parts.dispatcher.run(action, params, caller, origin);
    if (replayed) call.replayed = true;
    if (route.answers === 'file') return file(result as { filename: string; data: Buffer });
    const how = { timeZone: parts.timeZone, idFormat: 'number', nothing: null } as const;
    const presented = presentAll(result, action.schema['x-answer'], how);
    return json(200, dialect.wrap(presented, route), replayed ? { 'Idempotency-Replayed': 'true' } : {});
  }

  return {
    answer,
    refuse(error) {
      const { status, headers, body } = dialect.refuse(error);
      return json(status, body, {
        ...headers,
        ...(error instanceof WrongMethod && { Allow: error.allowed.join(', ') }),
      });
    },
  };
}

const compile = (path: string): RegExp => new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`, 'i');

/** A path that there is, asked for in another way. */
class WrongMethod extends ApiError {
  override name = 'WrongMethod';

  constructor(readonly allowed: string[]) {
    super('wrong_method', `Only ${allowed.join(', ')} ${allowed.length > 1 ? 'are' : 'is'} answered here`);
  }
}

function findRoute(routes: CompiledRoute[], req: Request): { route: CompiledRoute; path: Record<string, string> } {
  const matching = routes.filter(({ pattern }) => pattern.test(req.path));
  if (matching.length === 0) throw new ApiError('unknown_action', 'There is nothing at this address');
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const route = matching.find((candidate) => candidate.method === method);
  if (route === undefined) throw new WrongMethod(matching.map((candidate) => candidate.method));
  const named = Object.entries(route.pattern.exec(req.path)?.groups ?? {});
  return { route, path: Object.fromEntries(named.map(([name, text]) => [name, decodeSegment(text)])) };
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ApiError(
      'malformed',
      'The address is not valid: a percent sign must be followed by two hexadecimal digits',
    );
  }
}

/**
 * The parameters of a request: those of the query string, and of the body where the method has one.
 *
 * @throws ApiError as readBody does.
 */
export async function readFields(req: Request, res: Response, visit: Visit, bodyBytes: number): Promise<Body> {
  const start = req.originalUrl.indexOf('?');
  const query = decodeUrlencoded(Buffer.from(start < 0 ? '' : req.originalUrl.slice(start + 1), 'latin1'));
  const body =
    req.method === 'GET' || req.method === 'HEAD'
      ? { fields: noFields(), files: [] }
      : await readBody(req, res, visit, bodyBytes);
  const problem = body.problem ?? (query.problem === undefined ? undefined : invalid(query.problem));
  const fields = Object.assign(noFields(), query.fields, body.fields);
  return { fields, files: body.files, ...(problem !== undefined && { problem }) };
}

/** An answer in JSON. */
export const json = (status: number, body: Plain, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { ...headers, 'Content-Type': 'application/json' },
  body: toJson(body),
});

/** A file as no browser runs or shows it. */
const file = ({ filename, data }: { filename: string; data: Buffer }): Reply => ({
  status: 200,
  headers: {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${filename.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeName(filename)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  },
  body: data,
});

/** As RFC 8187 has it: what encodeURIComponent leaves may not all stand there. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
