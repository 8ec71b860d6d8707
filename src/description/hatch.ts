import { isOfTheHatch, type Registered } from '../calls/registry';
import type { AnswerSchema } from '../calls/schema';
import { ACTION_ADDRESS, hatch } from '../doors/whmcs';
import { headingOf, jsonBody, jsonResponse, type Paths, refusalOf, refusalResponses, securityOf } from './operation';
import { answerSchema, formBody, type JsonSchema, parametersSchema, successSchema } from './schemas';

const REFUSALS = {
  400: 'The body cannot be read',
  403: 'The address, the credentials or the role do not allow the call',
  413: 'The body is too large',
  429: 'Too many failed sign-ins or calls',
  503: 'The server is overloaded, or the database is unavailable',
};

/** Required, with `json` as its only value, because the described answers are in JSON. */
const FORMAT = {
  name: 'responsetype',
  in: 'query',
  required: true,
  description:
    'The format of the answer. This description covers JSON; `xml`, `nvp` and calls without a format are for programs that already use them',
  schema: { type: 'string', enum: ['json'] },
  // Makes the examples in the explorer work without changes.
  example: 'json',
};

const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'For 24 hours, a call with the same key and parameters gets the first answer again',
  schema: { type: 'string', maxLength: 255 },
};

/**
 * Describes the actions of the WHMCS API, each at its own address, because OpenAPI allows one operation per address.
 */
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
    ...headingOf(action, schema['x-topic'] ?? ''),
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
          'The answer, or a refusal',
          { oneOf: [success(schema['x-answer']), refusalOf(hatch)] },
          example?.answer,
        ),
      },
      ...refusalResponses(REFUSALS, hatch),
    },
  };
}

const hasFiles = ({ schema }: Registered): boolean =>
  Object.values(schema.properties).some((property) => property['x-decode'] === 'attachments');

function success(answer: AnswerSchema): JsonSchema {
  const { properties = {}, required = [] } = answerSchema(answer, 'either');
  return successSchema(properties, required);
}
