import type { AnswerSchema } from '../../src/calls/schema';
import { schemaOf } from './refusals';

/**
 * Expects an answer to have exactly the keys that the schema lists, in the same order and of the right types. Only keys
 * with `x-optional` may be missing.
 */
export function expectAnswer(action: string, answer: unknown): void {
  expectShape(answer, schemaOf(action)['x-answer'], action);
}

function expectShape(value: unknown, schema: AnswerSchema, path: string): void {
  if (schema.type === 'object') {
    const given = Object.keys(value as object);
    const others = schema.additionalProperties;
    const listed = Object.keys(schema.properties ?? {});
    if (others !== undefined) listed.push(...given.filter((key) => !listed.includes(key)));
    const expected = listed.filter((key) => given.includes(key) || !schema.properties?.[key]?.['x-optional']);
    expect([path, ...given]).toEqual([path, ...expected]);
    for (const key of given) {
      expectShape((value as Record<string, unknown>)[key], (schema.properties?.[key] ?? others)!, `${path}.${key}`);
    }
  } else if (schema.type === 'array') {
    expect([path, Array.isArray(value)]).toEqual([path, true]);
    for (const item of value as unknown[]) expectShape(item, schema.items!, path);
  } else if (Array.isArray(schema.type)) {
    const types = schema.type.map((type) => (type === 'integer' ? 'number' : type));
    expect([path, types.includes(typeof value)]).toEqual([path, true]);
  } else {
    // Callers recognise a ticket's first message by the text "0", whatever type other ids have.
    const isFirstMessage = path.endsWith('.replyid') && value === '0';
    const type = schema.type === 'integer' && !isFirstMessage ? 'number' : 'string';
    expect([path, typeof value]).toEqual([path, schema.type === 'boolean' ? 'boolean' : type]);
  }
}
