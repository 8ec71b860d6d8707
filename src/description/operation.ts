import type { Registered } from '../calls/registry';
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

/** A schema that is described once, by its name. */
export const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

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

/** The statuses of the gate, which every door knows, each with the door's own envelope. */
export const gateResponses = (statuses: Record<number, string>, envelope: string) =>
  Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [status, jsonResponse(description, reference(envelope))]),
  );

/** Statuses of which each is answered with a page. */
export const htmlResponses = (statuses: Record<number, string>) =>
  Object.fromEntries(
    Object.entries(statuses).map(([status, description]) => [
      status,
      { description, content: { 'text/html': { schema: { type: 'string' } } } },
    ]),
  );
