import type { Registered } from '../calls/registry';
import { HELPDESKEDDY_ROUTES } from '../doors/helpdeskeddy';
import type { Route } from '../doors/rest';
import { SOCIALBOARDS_ROUTES } from '../doors/socialboards';
import { gateResponses, jsonBody, jsonResponse, type Paths, reference, words } from './operation';
import {
  answerSchema,
  formBody,
  type JsonSchema,
  parameterSchema,
  parametersSchema,
  type ShownSchema,
} from './schemas';

interface RestDoor {
  folder: string;
  tag: string;
  security: string;
  envelope: string;
  routes: readonly Route[];
  /** The door's envelope around an action's answer. */
  wrap(answer: ShownSchema): JsonSchema;
}

const DOORS: RestDoor[] = [
  {
    folder: 'socialboards',
    tag: 'Socialboards',
    security: 'program',
    envelope: 'SocialboardsRefusal',
    routes: SOCIALBOARDS_ROUTES,
    wrap: ({ properties }) => ({
      type: 'object',
      properties: { ...properties, errorCode: { const: -1 }, errorText: { type: 'null' } },
      required: ['data', 'errorCode', 'errorText'],
    }),
  },
  {
    folder: 'helpdeskeddy',
    tag: 'HelpDeskEddy',
    security: 'apiKey',
    envelope: 'HelpDeskEddyRefusal',
    routes: HELPDESKEDDY_ROUTES,
    // What was deleted is told where a refusal would be.
    wrap: (answer) => (answer.properties?.details === undefined ? answer : reference('HelpDeskEddyRefusal')),
  },
];

const GATE = {
  400: 'A parameter is wrong, or the body cannot be read',
  401: 'Nobody is known by these credentials',
  403: 'The address or the role does not allow it',
  404: 'There is no such thing',
  409: 'The Idempotency-Key was used with other parameters',
  413: 'Too large',
  503: 'Too much at once, or no database',
};

/** The APIs whose addresses name what is wanted. */
export function describeRest(actions: Registered[]): Paths {
  const paths: Paths = {};
  for (const door of DOORS) {
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
    ...words(action, door.tag),
    operationId: `${route.method.toLowerCase()}_${action.name.replaceAll('/', '_')}`,
    security: [{ [door.security]: [] }],
    parameters: [
      ...inPath.map((name) => ({ name, in: 'path', required: true, ...described(action, name) })),
      ...inQuery.map((name) => ({
        name,
        in: 'query',
        required: (schema.required ?? []).includes(name),
        // Of a name that comes twice the last would win.
        ...([schema.properties[name]?.type].flat().includes('array') && { style: 'form', explode: false }),
        ...described(action, name),
      })),
    ],
    ...(hasBody && { requestBody: bodyOf(action, inPath) }),
    responses: {
      200:
        route.answers === 'file'
          ? { description: 'The file', content: { 'application/octet-stream': { schema: {} } } }
          : jsonResponse('What was asked for', door.wrap(answer), example?.answer),
      ...gateResponses(GATE, door.envelope),
    },
  };
}

/** JSON; a form with parts too where there may be files, which JSON has not. */
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
