import { KELIWEB_METHODS, type Method } from '../doors/keliweb';
import type { Registered } from '../registry';
import type { Plain } from '../wire/present';
import type { Paths } from './openapi';
import { gateResponses, jsonBody, jsonResponse, reference, words } from './operation';
import { parametersSchema, schemaOfValue } from './schemas';

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
  const shown = { result: 'success', ...show((schema['x-example']?.answer ?? {}) as { [name: string]: Plain }) };
  return {
    ...words(action, 'Reseller API'),
    operationId: `keliweb_${path.replaceAll('-', '_')}`,
    security: [{ client: [] }],
    requestBody: { content: jsonBody(parametersSchema(schema, hidden)) },
    responses: {
      200: jsonResponse(
        'What was asked for, or why not',
        { oneOf: [schemaOfValue(shown), reference('Refusal')] },
        shown,
      ),
      ...gateResponses(GATE, 'Refusal'),
    },
  };
}
