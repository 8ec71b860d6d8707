import type { AnswerSchema } from '../src/calls/schema';
import { unsupportedAction } from '../src/calls/unsupported';
import { loadActions } from '../src/desk/desk';
import documented from './fixtures/documented-actions.json';
import documentedErrors from './fixtures/documented-errors.json';
import { patternOf } from './support/refusals';

/** Compares the published documentation of each action with its schema. */
const registry = loadActions();

/** Keys that are documented at the top of the answer, but belong to each item of its list. */
const OF_ITEMS: Record<string, string[]> = {
  GetTickets: ['requestor_name', 'requestor_type', 'requestor_email', 'owner_name'],
};

/** Intentional differences, which docs/DIFFERENCES.md explains. */
const DIFFERENT: Record<string, string[]> = {
  // The sample has a list within the list, which stands for no attachments.
  GetTicket: ['GetTicket.notes.note[].attachments[] is a list'],
};

type Sample = { [name: string]: unknown } | unknown[] | string;

const { _otherActions, ...actions } = documented;
const cases = Object.entries(actions as Record<string, { params: string[]; example: Sample; response: Sample }>);

describe.each(cases)('%s', (name, { params, example, response }) => {
  const schema = registry.find(name)?.schema;

  test('exists and is not listed as unsupported', () => {
    expect(schema).toBeDefined();
    expect(unsupportedAction(name)).toBeUndefined();
  });

  test('takes every documented parameter', () => {
    const known = Object.entries(schema!.properties).flatMap(([key, property]) => [
      key,
      ...(property['x-aliases'] ?? []),
    ]);
    const asked = params.filter((param) => !param.includes('~~')).map((param) => param.replace(/\[.*$/, ''));
    expect(asked.filter((param) => !known.includes(param))).toEqual([]);
  });

  test('answers every documented key, in the documented order', () => {
    const missing: string[] = [];
    compare(unflattened(example), schema!['x-answer'], name, missing);
    const listed = [...Object.keys(schema!['x-answer'].properties ?? {}), ...(OF_ITEMS[name] ?? [])];
    const unlisted = Object.keys(response).filter((key) => !listed.includes(key));
    expect([...missing, ...unlisted]).toEqual(DIFFERENT[name] ?? []);
  });

  test('lists every documented refusal', () => {
    const texts = (documentedErrors as Record<string, string[]>)[name]!;
    expect(texts.filter((text) => !schema!['x-refusals'].some((own) => sameText(own, text)))).toEqual([]);
  });
});

/** In a published text, `x` stands for what was sent, and `xxx` for a list of the valid values. */
const sameText = (own: string, published: string): boolean => own === published || patternOf(own).test(published);

/** Nests the keys of published NVP samples, which are written like `packages[package][0][id]`. */
function unflattened(sample: Sample): Sample {
  if (typeof sample !== 'object' || Array.isArray(sample)) return sample;
  const whole: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(sample)) {
    const [first = '', ...inner] = name.split(/[[\]]+/).filter(Boolean);
    let place = whole;
    let key = first;
    for (const part of inner) {
      place[key] ??= /^\d+$/.test(part) ? [] : {};
      place = place[key] as { [name: string]: unknown };
      key = part;
    }
    place[key] = value;
  }
  return whole as Sample;
}

/** Requires all documented keys in the documented order. Other keys may stand between them. */
function compare(sample: unknown, schema: AnswerSchema, path: string, missing: string[]): void {
  if (Array.isArray(sample)) {
    if (schema.type !== 'array') missing.push(`${path} is a list`);
    else if (sample.length > 0) compare(sample[0], schema.items ?? {}, `${path}[]`, missing);
  } else if (typeof sample === 'object' && sample !== null) {
    const { properties = {} } = schema;
    const listed = Object.keys(properties);
    const places = Object.keys(sample).map((key) => {
      if (!listed.includes(key) && schema.additionalProperties === undefined) missing.push(`${path}.${key}`);
      return listed.indexOf(key);
    });
    if (places.some((place, index) => index > 0 && place < places[index - 1]!)) missing.push(`order of ${path}`);
    for (const [key, inner] of Object.entries(sample)) {
      const described = properties[key] ?? schema.additionalProperties;
      if (described !== undefined) compare(inner, described, `${path}.${key}`, missing);
    }
  }
}
