import type { Registered } from '../calls/registry';
import type { Door } from '../doors/door';
import type { JsonSchema } from './schemas';

/** OpenAPI's operations: by path, then by method in lower case. */
export type Paths = { [path: string]: { [method: string]: unknown } };

/** A body in JSON. */
export const jsonBody = (schema: JsonSchema, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
});

/** A response in JSON. */
export const jsonResponse = (description: string, schema: JsonSchema, example?: unknown) => ({
  description,
  content: jsonBody(schema, example),
});

/** The refusals of a door, described once by their name. */
export const refusalOf = ({ envelope }: Pick<Door, 'envelope'>): JsonSchema => ({
  $ref: `#/components/schemas/${envelope.name}`,
});

/** An operation's words: what it does, and with which texts it refuses. */
export function words({ name, schema }: Registered, tag: string) {
  const refusals = schema['x-refusals'];
  const list = refusals.map((text) => `- ${text}`).join('\n');
  return {
    tags: [tag],
    operationId: name.replaceAll('/', '_'),
    summary: schema.description,
    ...(refusals.length > 0 && { description: `Refuses with:\n\n${list}`, 'x-refusals': refusals }),
  };
}

/** How the callers of a door prove who they are. */
export const securityOf = ({ security }: Pick<Door, 'security'>) => ({
  security: security === undefined ? [] : [{ [security.name]: [] }],
});

/** The heading under which a door is described. */
export const tagOf = ({ tag }: Pick<Door, 'tag'>): string => tag?.name ?? '';

/** Statuses of which each is answered with a door's envelope. */
export const gateResponses = (statuses: Record<number, string>, { envelope }: Door) =>
  Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      jsonResponse(description, refusalOf({ envelope })),
    ]),
  );

/** Statuses of which each is answered with a page. */
export const htmlResponses = (statuses: Record<number, string>) =>
  Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      { description, content: { 'text/html': { schema: { type: 'string' } } } },
    ]),
  );
