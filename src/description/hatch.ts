import type { Registered } from '../registry';
import type { Paths } from './openapi';
import { gateResponses, jsonBody, jsonResponse, reference, words } from './operation';
import { answerSchema, parametersSchema } from './schemas';

const GATE = {
  400: 'The body cannot be read',
  403: 'The address, the credentials or the role do not allow it',
  413: 'Too large',
  429: 'Too many failed sign-ins',
  503: 'Too much at once, or no database',
};

const FORMATS = {
  name: 'responsetype',
  in: 'query',
  description: 'The format of the answer',
  schema: { type: 'string', enum: ['json', 'xml', 'nvp'] },
  // So that an example can be tried as it stands.
  example: 'json',
};

const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key with the same parameters gives the first answer again, for 24 hours',
  schema: { type: 'string', maxLength: 255 },
};

/** The actions of the hatch, each at an address of its own. */
export const describeHatch = (actions: Registered[]): Paths =>
  Object.fromEntries(
    actions
      .filter(({ name }) => !name.includes('/'))
      .map((action) => [`/includes/api.php/${action.name}`, { post: describeAction(action) }]),
  );

function describeAction(action: Registered) {
  const { schema } = action;
  const parameters = parametersSchema(schema);
  const example = schema['x-example'];
  return {
    ...words(action, schema['x-topic'] ?? ''),
    security: [{ credential: [] }],
    parameters: schema['x-access'] === 'write' ? [FORMATS, KEY] : [FORMATS],
    requestBody: {
      required: (schema.required ?? []).length > 0,
      content: {
        'application/x-www-form-urlencoded': { schema: parameters },
        ...jsonBody(parameters, example?.request),
        ...(hasFiles(action) && { 'multipart/form-data': { schema: withParts(parameters) } }),
      },
    },
    responses: {
      200: {
        ...jsonResponse(
          'What was asked for, or why not',
          { oneOf: [answerSchema(schema['x-answer']), reference('Refusal')] },
          example?.answer,
        ),
      },
      ...gateResponses(GATE, 'Refusal'),
    },
  };
}

const hasFiles = ({ schema }: Registered): boolean =>
  Object.values(schema.properties).some((property) => property['x-decode'] === 'attachments');

/** In a form with parts, files are parts. */
function withParts(parameters: { [name: string]: unknown }) {
  const { attachments: _asJson, ...properties } = parameters.properties as Record<string, unknown>;
  const files = { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } };
  return { ...parameters, properties: { ...properties, 'attachments[]': files } };
}
