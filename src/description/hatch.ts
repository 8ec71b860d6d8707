import { isOfTheHatch, type Registered } from '../calls/registry';
import type { AnswerSchema } from '../calls/schema';
import { ACTION_ADDRESS, hatch } from '../doors/whmcs';
import { gateResponses, jsonBody, jsonResponse, type Paths, refusalOf, securityOf, words } from './operation';
import { answerSchema, formBody, type JsonSchema, parametersSchema, successSchema } from './schemas';

const GATE = {
  400: 'The body cannot be read',
  403: 'The address, the credentials or the role do not allow it',
  413: 'Too large',
  429: 'Too many failed sign-ins',
  503: 'Too much at once, or no database',
};

/** Always there, and one word, because the answer that is described is what this word is answered with. */
const FORMAT = {
  name: 'responsetype',
  in: 'query',
  required: true,
  description:
    'The format of the answer: what is described here is JSON. `xml` and `nvp`, and what comes where no format is asked for, are for programs that know them',
  schema: { type: 'string', enum: ['json'] },
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
      .filter(({ name }) => isOfTheHatch(name))
      .map((action) => [ACTION_ADDRESS.replace(':action', action.name), { post: describeAction(action) }]),
  );

function describeAction(action: Registered) {
  const { schema } = action;
  const example = schema['x-example'];
  return {
    ...words(action, schema['x-topic'] ?? ''),
    ...securityOf(hatch),
    parameters: schema['x-access'] === 'write' ? [FORMAT, KEY] : [FORMAT],
    requestBody: {
      required: (schema.required ?? []).length > 0,
      content: {
        'application/x-www-form-urlencoded': formBody(schema, 'urlencoded'),
        ...jsonBody(parametersSchema(schema), example?.request),
        ...(hasFiles(action) && { 'multipart/form-data': formBody(schema, 'multipart') }),
      },
    },
    responses: {
      200: {
        ...jsonResponse(
          'What was asked for, or why not',
          { oneOf: [success(schema['x-answer']), refusalOf(hatch)] },
          example?.answer,
        ),
      },
      ...gateResponses(GATE, hatch),
    },
  };
}

const hasFiles = ({ schema }: Registered): boolean =>
  Object.values(schema.properties).some((property) => property['x-decode'] === 'attachments');

function success(answer: AnswerSchema): JsonSchema {
  const { properties = {}, required = [] } = answerSchema(answer, 'either');
  return successSchema(properties, required);
}
