import type { Registered } from '../calls/registry';
import type { Door } from '../doors/door';
import { KELIWEB_METHODS, keliweb, type Method } from '../doors/keliweb';
import { type Plain, presentAll } from '../wire/present';
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
import { answerSchema, type JsonSchema, mapValues, parametersSchema, type ShownSchema, successSchema } from './schemas';

const REFUSALS = {
  400: 'The body cannot be read',
  401: 'The token is not valid',
  403: 'The address is not allowed',
  503: 'The server is overloaded, or the database is unavailable',
};

/** Describes the reseller API: actions of the WHMCS API with the parameters that clients may send. */
export function describeKeliweb(actions: Registered[], prefix: string): Paths {
  const door = keliweb(prefix);
  return Object.fromEntries(
    [...KELIWEB_METHODS].flatMap(([path, method]) => {
      const action = actions.find(({ name }) => name === method.action);
      return action === undefined ? [] : [[`${prefix}/${path}`, { post: describeMethod(door, path, method, action) }]];
    }),
  );
}

function describeMethod(door: Door, path: string, { parameters, show }: Method, action: Registered) {
  const { schema } = action;
  const hidden = Object.keys(schema.properties).filter((name) => !parameters.includes(name));
  const body = parametersSchema(schema, hidden);
  const members = membersOf(answerSchema(schema['x-answer'], 'string'));
  // `show` only moves members around. Applied to the members' schemas, it returns the schema of the shown answer.
  const shown = show(members as { [name: string]: Plain }) as { [name: string]: JsonSchema };
  const answer = presentAll(schema['x-example']?.answer ?? {}, schema['x-answer'], HOW);
  return {
    ...headingOf(action, tagOf(door)),
    operationId: `keliweb_${path.replaceAll('-', '_')}`,
    ...securityOf(door),
    requestBody: { required: body.required !== undefined, content: jsonBody(body) },
    responses: {
      200: jsonResponse(
        'The answer, or a refusal',
        { oneOf: [successSchema(shown, Object.keys(shown)), refusalOf(door)] },
        { result: 'success', ...show(answer) },
      ),
      ...refusalResponses(REFUSALS, door),
    },
  };
}

const HOW = { timeZone: 'UTC', idFormat: 'string' } as const;

/** The schemas of an answer's members, each in the place of its value. */
const membersOf = ({ properties = {} }: ShownSchema): { [name: string]: unknown } =>
  mapValues(properties, (member) => (member.properties === undefined ? member : membersOf(member)));
