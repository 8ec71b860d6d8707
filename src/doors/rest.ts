import type { Request, Response } from 'express';
import type { Caller } from '../access/caller';
import { ApiError } from '../errors';
import type { Plain } from '../wire/present';
import { type Body, type Fields, readFields } from './body';
import { type Door, type DoorParts, type Protocol, patternOf, perform, type Reply, replayHeader } from './door';
import { addressOf, clientOf, decodeSegment } from './headers';
import { NullBody } from './json-body';
import { unknownFilter } from './list-queries';
import type { Visit } from './load';
import { recognise } from './recognise';
import { withRepeated } from './repeated';
import { file, json } from './responses';

/** One endpoint of a REST API. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` stands for a parameter. A trailing slash is optional. */
  path: string;
  /** The action, in the API's own folder. */
  action: string;
  /** Set if the answer is a file's bytes. */
  answers?: 'file';
  /** Set if a word in the place of an id makes an address that does not exist. */
  ids?: 'numbers';
  /** Set if it is a list that refuses unknown names in the query. */
  filters?: 'known';
  /** Set if a JSON body that is only `null` means a call without parameters. */
  takesNull?: boolean;
}

/** A REST API. OpenAPI describes it from its routes. */
export interface RestDoor extends Door {
  /** The folder of its actions. */
  folder: string;
  routes: readonly Route[];
  /** Says what is missing at an address that other desks with this API have; undefined if that is not known. */
  explainMissing?(path: string): string | undefined;
  /** Set if a list may be a name that a form repeats. Otherwise the last value wins, as in PHP. */
  repeatedNames?: 'kept';
  /** Does to JSON Schemas what {@link RestProtocol.wrap} does to answers. Gets the schemas of an answer and of a refusal. */
  wrapSchema(answer: JsonSchema, refusal: JsonSchema): JsonSchema;
}

type JsonSchema = { [keyword: string]: unknown; properties?: { [name: string]: unknown } };

/** What distinguishes the protocol of one REST API from another's. */
export interface RestProtocol {
  /** Authenticates the caller. @throws ApiError (unauthenticated, too_many) */
  identify(req: Request, res: Response): Promise<Caller>;
  /** Puts an answer into the API's envelope. */
  wrap(answer: { [name: string]: Plain }, route: Route, req: Request): Plain;
  refuse(
    error: ApiError,
    req: Request,
    res: Response,
  ): { status: number; headers: Record<string, string>; body: Plain };
}

/** Completes the door of a REST API: the rest of its protocol follows from its routes. */
export const restDoor = ({
  protocol,
  ...door
}: Omit<RestDoor, 'open'> & { protocol(parts: DoorParts): RestProtocol }): RestDoor => ({
  ...door,
  open: (parts) => rest(door, protocol(parts), parts),
});

interface CompiledRoute extends Route {
  pattern: RegExp;
}

/** The protocol of a REST API, with parameters in path, query string and body. */
function rest(
  { folder, routes, repeatedNames, explainMissing }: Omit<RestDoor, 'open'>,
  { identify, wrap, refuse }: RestProtocol,
  parts: DoorParts,
): Protocol {
  const compiled = routes.map((route): CompiledRoute => ({ ...route, pattern: patternOf(route.path) }));

  async function answer(req: Request, res: Response, visit: Visit): Promise<Reply> {
    await parts.addressGate.checkAddress(clientOf(req), '');
    const caller = await recognise(parts, req, res, () => identify(req, res));
    const { route, path } = findRoute(compiled, req, explainMissing);
    const performed = await perform(parts, {
      caller,
      action: route.action,
      folder,
      async read() {
        const { problem, ...body } = await readFields(req, res, visit, parts.bodyBytes);
        const fields = problem === undefined ? await restoreLists(req, route, caller, body) : body.fields;
        const read = { ...body, fields: { ...fields, ...path } };
        if (problem !== undefined && !isNothing(problem, route)) return { ...read, problem };
        const unknown = await findUnknown(route, caller, body);
        return unknown === undefined ? read : { ...read, problem: unknown };
      },
      address: addressOf(req),
      idempotencyKey: req.get('idempotency-key'),
      how: { idFormat: 'number', nothing: null },
      log: res.locals.call,
    });
    // The type of a result names no members. The actions of these routes, GetFile and GetAttachment, return a file.
    if (route.answers === 'file') return file(performed.result as { filename: string; data: Buffer });
    return json(200, wrap(performed.answer, route, req), replayHeader(performed));
  }

  /** The fields, with all values of lists whose names were repeated. */
  async function restoreLists(req: Request, route: Route, caller: Caller, { fields }: Body): Promise<Fields> {
    if (repeatedNames !== 'kept') return fields;
    const { schema } = await parts.dispatcher.admit(route.action, caller, folder);
    const lists = Object.keys(schema.properties).filter((name) => schema.properties[name]?.['x-decode'] === 'list');
    return withRepeated(req, fields, lists);
  }

  /**
   * The refusal of a filter that the route's list does not know. One without a value would exclude nothing. Where a call
   * without parameters means something, one whose parameters are all unknown is refused, too, because it meant another.
   */
  async function findUnknown(route: Route, caller: Caller, { fields }: Body): Promise<ApiError | undefined> {
    if (route.filters !== 'known' && !route.takesNull) return undefined;
    const { schema } = await parts.dispatcher.admit(route.action, caller, folder);
    const inPath = Array.from(route.path.matchAll(/:(\w+)/g), ([, name]) => name ?? '');
    const parameters = Object.fromEntries(Object.entries(schema.properties).filter(([name]) => !inPath.includes(name)));
    const sent = Object.keys(fields).filter((name) => hasValue(fields[name]));
    if (route.filters === 'known') return unknownFilter(sent, parameters);
    const isMeant = sent.some((name) => unknownFilter([name], schema.properties) === undefined);
    return isMeant ? undefined : unknownFilter(sent, parameters);
  }

  return {
    answer,
    refuse(error, req, res) {
      const { status, headers, body } = refuse(error, req, res);
      return json(status, body, {
        ...headers,
        ...(error instanceof WrongMethod && { Allow: error.allowed.join(', ') }),
      });
    },
  };
}

/** Whether a body without members says nothing, as it always does with GET. */
const isNothing = (problem: ApiError, { method, takesNull = false }: Route): boolean =>
  problem instanceof NullBody && (method === 'GET' || (takesNull && problem.sent === 'null'));

const hasValue = (value: unknown): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** The refusal of a method that the path does not support. */
class WrongMethod extends ApiError {
  override name = 'WrongMethod';

  constructor(readonly allowed: string[]) {
    super('wrong_method', `Only ${allowed.join(', ')} ${allowed.length > 1 ? 'are' : 'is'} answered here`);
  }
}

function findRoute(
  routes: CompiledRoute[],
  req: Request,
  explainMissing: RestDoor['explainMissing'],
): { route: CompiledRoute; path: Record<string, string> } {
  const matching = routes.filter(({ pattern, ids }) => {
    const named = pattern.exec(req.path);
    return named !== null && (ids !== 'numbers' || !Object.values(named.groups ?? {}).some(isWord));
  });
  if (matching.length === 0) {
    throw new ApiError('unknown_action', explainMissing?.(req.path) ?? 'There is nothing at this address');
  }
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const route = matching.find((candidate) => candidate.method === method);
  if (route === undefined) throw new WrongMethod(matching.map((candidate) => candidate.method));
  const named = Object.entries(route.pattern.exec(req.path)?.groups ?? {});
  return { route, path: Object.fromEntries(named.map(([name, text]) => [name, decodeSegment(text)])) };
}

const isWord = (segment: string): boolean => /^[a-z_]/i.test(segment);
