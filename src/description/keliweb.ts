import type { Registered } from '../calls/registry';
import { KELIWEB_METHODS, type Method } from '../doors/keliweb';
import { type Plain, presentAll } from '../wire/present';
import { gateResponses, jsonBody, jsonResponse, type Paths, reference, words } from './operation';
import { answerSchema, type JsonSchema, mapValues, parametersSchema, type ShownSchema, successSchema } from './schemas';

const GATE = {
  400: 'The body cannot be read',
  401: 'The token is none that lives',
  403: 'The address is not allowed',
  503: 'Too much at once, or no database',
};

/** The reseller API: three actions of the hatch with what may be sent to them. */
export const describeKeliweb = (actions: Registered[], prefix: string): Paths =>
  Object.fromEntries(
    [...KELIWEB_METHODS].flatMap(([path, method]) => {
      const action = actions.find(({ name }) => name === method.action);
      return action === undefined ? [] : [[`${prefix}/${path}`, { post: describeMethod(path, method, action) }]];
    }),
  );

function describeMethod(path: string, { parameters, show }: Method, action: Registered) {
  const { schema } = action;
  const hidden = Object.keys(schema.properties).filter((name) => !parameters.includes(name));
  const body = parametersSchema(schema, hidden);
  const members = membersOf(answerSchema(schema['x-answer'], 'string'));
  // It only says where things are, so of schemas it makes the schema of what it makes of values.
  const shown = show(members as { [name: string]: Plain }) as { [name: string]: JsonSchema };
  const answer = presentAll(schema['x-example']?.answer ?? {}, schema['x-answer'], HOW);
  return {
    ...words(action, 'Reseller API'),
    operationId: `keliweb_${path.replaceAll('-', '_')}`,
    security: [{ client: [] }],
    requestBody: { required: body.required !== undefined, content: jsonBody(body) },
    responses: {
      200: jsonResponse(
        'What was asked for, or why not',
        { oneOf: [successSchema(shown, Object.keys(shown)), reference('Refusal')] },
        { result: 'success', ...show(answer) },
      ),
      ...gateResponses(GATE, 'Refusal'),
    },
  };
}

const HOW = { timeZone: 'UTC', idFormat: 'string' } as const;

/** The schemas of what an answer holds, each where its value would be. */
const membersOf = ({ properties = {} }: ShownSchema): { [name: string]: unknown } =>
  mapValues(properties, (member) => (member.properties === undefined ? member : membersOf(member)));
