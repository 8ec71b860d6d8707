import type { Registered } from '../calls/registry';
import type { Door } from '../doors/door';
import { KELIWEB_METHODS, keliweb, type Method } from '../doors/keliweb';
import { type Plain, presentAll } from '../wire/present';
import { gateResponses, jsonBody, jsonResponse, type Paths, refusalOf, securityOf, tagOf, words } from './operation';
import { answerSchema, type JsonSchema, mapValues, parametersSchema, type ShownSchema, successSchema } from './schemas';

const GATE = {
  400: 'The body cannot be read',
  401: 'The token is none that lives',
  403: 'The address is not allowed',
  503: 'Too much at once, or no database',
};

/** The reseller API: three actions of the hatch with what may be sent to them. */
export function describeKeliweb(actions: Registered[], prefix: string): Paths {
  const door = keliweb(prefix);
  return Object.fromEntries(
    [...KELIWEB_METHODS].flatMap(([path, method]) => {
      const action = actions.find(({ name }) => name === method.action);
      const [address = ''] = door.addresses;
      return action === undefined
        ? []
        : [[address.replace(':method', path), { post: describeMethod(door, path, method, action) }]];
    }),
  );
}

function describeMethod(door: Door, path: string, { parameters, show }: Method, action: Registered) {
  const { schema } = action;
  const hidden = Object.keys(schema.properties).filter((name) => !parameters.includes(name));
  const body = parametersSchema(schema, hidden);
  const members = membersOf(answerSchema(schema['x-answer'], 'string'));
  // It only says where things are, so of schemas it makes the schema of what it makes of values.
  const shown = show(members as { [name: string]: Plain }) as { [name: string]: JsonSchema };
  const answer = presentAll(schema['x-example']?.answer ?? {}, schema['x-answer'], HOW);
  return {
    ...words(action, tagOf(door)),
    operationId: `keliweb_${path.replaceAll('-', '_')}`,
    ...securityOf(door),
    requestBody: { required: body.required !== undefined, content: jsonBody(body) },
    responses: {
      200: jsonResponse(
        'What was asked for, or why not',
        { oneOf: [successSchema(shown, Object.keys(shown)), refusalOf(door)] },
        { result: 'success', ...show(answer) },
      ),
      ...gateResponses(GATE, door),
    },
  };
}

const HOW = { timeZone: 'UTC', idFormat: 'string' } as const;

/** The schemas of what an answer holds, each where its value would be. */
const membersOf = ({ properties = {} }: ShownSchema): { [name: string]: unknown } =>
  mapValues(properties, (member) => (member.properties === undefined ? member : membersOf(member)));
