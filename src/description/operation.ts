import type { Registered } from '../calls/registry';
import type { Door } from '../doors/door';
import type { JsonSchema } from './schemas';

/** OpenAPI's operations, by path and then by method in lower case. */
export type Paths = { [path: string]: { [method: string]: unknown } };

/** A JSON body. */
export const jsonBody = (schema: JsonSchema, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
});

/** A JSON response. */
export const jsonResponse = (description: string, schema: JsonSchema, example?: unknown) => ({
  description,
  content: jsonBody(schema, example),
});

/** A reference to the schema of a door's refusals. */
export const refusalOf = ({ envelope }: Pick<Door, 'envelope'>): JsonSchema => ({
  $ref: `#/components/schemas/${envelope.name}`,
});

/** The part of an operation that people read: what it does, and the texts of its refusals. */
export function headingOf({ name, schema }: Registered, tag: string) {
  const refusals = schema['x-refusals'];
  const list = refusals.map((text) => `- ${text}`).join('\n');
  return {
    tags: [tag],
    operationId: name.replaceAll('/', '_'),
    summary: schema.description,
    ...(refusals.length > 0 && { description: `Refuses with:\n\n${list}`, 'x-refusals': refusals }),
  };
}

/** How the callers of a door authenticate. */
export const securityOf = ({ security }: Pick<Door, 'security'>) => ({
  security: security === undefined ? [] : [{ [security.name]: [] }],
});

/** The tag under which OpenAPI lists a door's operations. */
export const tagOf = ({ tag }: Pick<Door, 'tag'>): string => tag?.name ?? '';

/** The responses for statuses that have a door's envelope as their body. */
export const refusalResponses = (statuses: Record<number, string>, { envelope }: Door) =>
  Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      jsonResponse(description, refusalOf({ envelope })),
    ]),
  );

/** The responses for statuses that have a page as their body. */
export const htmlResponses = (statuses: Record<number, string>) =>
  Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      { description, content: { 'text/html': { schema: { type: 'string' } } } },
    ]),
  );
