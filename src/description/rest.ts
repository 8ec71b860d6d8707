import type { Registered } from '../calls/registry';
import { REST_DOORS } from '../doors/doors';
import type { RestDoor, Route } from '../doors/rest';
import {
  headingOf,
  jsonBody,
  jsonResponse,
  type Paths,
  refusalOf,
  refusalResponses,
  securityOf,
  tagOf,
} from './operation';
import { answerSchema, formBody, parameterSchema, parametersSchema } from './schemas';

const REFUSALS = {
  400: 'A parameter is not valid, or the body cannot be read',
  401: 'The credentials are not valid',
  403: 'The address or the role does not allow the call',
  404: 'Not found',
  409: 'The Idempotency-Key was used with other parameters',
  413: 'The body is too large',
  503: 'The server is overloaded, or the database is unavailable',
};

/** Describes the REST APIs. */
export function describeRest(actions: Registered[]): Paths {
  const paths: Paths = {};
  for (const door of REST_DOORS) {
    for (const route of door.routes) {
      const action = actions.find(({ name }) => name === `${door.folder}/${route.action}`);
      if (action === undefined) continue;
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(door, route, action) };
    }
  }
  return paths;
}

function describeRoute(door: RestDoor, route: Route, action: Registered) {
  const { schema } = action;
  const inPath = Array.from(route.path.matchAll(/:(\w+)/g), ([, name]) => name ?? '');
  const others = Object.keys(schema.properties).filter((name) => !inPath.includes(name));
  const inQuery = route.method === 'GET' ? others : [];
  const hasBody = route.method !== 'GET' && others.length > 0;
  const example = schema['x-example'];
  const answer = answerSchema(schema['x-answer'], 'number');
  return {
    ...headingOf(action, tagOf(door)),
    operationId: `${route.method.toLowerCase()}_${action.name.replaceAll('/', '_')}`,
    ...securityOf(door),
    parameters: [
      ...inPath.map((name) => ({ name, in: 'path', required: true, ...described(action, name) })),
      ...inQuery.map((name) => ({
        name,
        in: 'query',
        required: (schema.required ?? []).includes(name),
        // Send a list as one parameter: if a name is repeated, the last value wins.
        ...([schema.properties[name]?.type].flat().includes('array') && { style: 'form', explode: false }),
        ...described(action, name),
      })),
    ],
    ...(hasBody && { requestBody: bodyOf(action, inPath) }),
    responses: {
      200:
        route.answers === 'file'
          ? { description: 'The file', content: { 'application/octet-stream': { schema: {} } } }
          : jsonResponse('The answer', door.wrapSchema(answer, refusalOf(door)), example?.answer),
      ...refusalResponses(REFUSALS, door),
    },
  };
}

/** Describes the body: JSON, or also a multipart form if the action takes files, which JSON cannot carry. */
function bodyOf({ schema }: Registered, inPath: string[]) {
  const files = Object.keys(schema.properties).filter((name) => schema.properties[name]?.['x-decode'] === 'files');
  const body = parametersSchema(schema, [...inPath, ...files]);
  const request = Object.entries(schema['x-example']?.request ?? {}).filter(([name]) => !inPath.includes(name));
  return {
    required: body.required !== undefined,
    content: {
      ...jsonBody(body, Object.fromEntries(request)),
      ...(files.length > 0 && { 'multipart/form-data': formBody(schema, 'multipart', inPath) }),
    },
  };
}

function described({ schema }: Registered, name: string) {
  const { description, ...rest } = parameterSchema(schema.properties[name] ?? {});
  return { ...(description !== undefined && { description }), schema: rest };
}
