import { isOfTheHatch } from '../src/calls/registry';
import { loadActions } from '../src/desk/desk';
import { decodeFields } from '../src/wire/fields';
import { toNvp } from '../src/wire/nvp';
import type { Plain } from '../src/wire/present';
import { decodeTypedFields } from '../src/wire/typed-fields';
import { toXml } from '../src/wire/xml';
import { expectAnswer } from './support/answers';
import { type Element, readNvp, readXml } from './support/read-answers';

/** People copy the examples in schemas/ from the documentation, so each must be a valid call with a complete answer. */
const actions = loadActions().all();
const ofTheHatch = actions.filter(({ name }) => isOfTheHatch(name));

test.each(actions)('$name loads and has a valid example', ({ run, schema, validate }) => {
  expect(typeof run).toBe('function');
  const example = schema['x-example'];
  expect(example).toBeDefined();
  const decode = schema['x-typed'] ? decodeTypedFields : decodeFields;
  const params = decode(schema, example!.request, { files: [], timeZone: 'UTC', ignore: () => {} });
  expect(validate(params)).toEqual([]);
  // Every member is a parameter: none was dropped for being unknown or empty.
  expect(Object.keys(params).length).toBeGreaterThanOrEqual(
    Object.keys(schema.properties).filter((name) => name in example!.request).length,
  );
});

test.each(ofTheHatch)(
  'the example of $name answers with every key of its schema, of the right type',
  ({ name, schema }) => {
    expectAnswer(name, schema['x-example']!.answer);
  },
);

/** The texts of an answer by their NVP names. */
function flat(value: Plain, name: string): [name: string, text: string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner as Plain, name === '' ? key : `${name}[${key}]`));
}

/** The texts of an element in document order. Elements with children have none of their own. */
const leavesOf = (element: Element): string[] =>
  element.children.length > 0 ? element.children.flatMap(leavesOf) : [element.text];

const scalarsOf = (value: Plain): string[] => {
  if (typeof value !== 'object' || value === null) return [String(value ?? '').replace(/\r\n?/g, '\n')];
  const inner = Object.values(value);
  // An empty list counts as one empty text, because its container is an empty element.
  return inner.length === 0 ? [''] : inner.flatMap((item) => scalarsOf(item as Plain));
};

test.each(ofTheHatch)('$name has the same answer in NVP and XML as in JSON', ({ name, schema }) => {
  const answer = schema['x-example']!.answer as { [name: string]: Plain };
  expect(Object.entries(readNvp(toNvp(answer)))).toEqual(flat(answer, ''));
  const root = readXml(toXml(name, answer));
  expect(root.name).toBe('whmcsapi');
  expect(root.children[0]).toMatchObject({ name: 'action', text: name.toLowerCase() });
  const texts = root.children.slice(1).flatMap(leavesOf);
  expect(texts.filter(Boolean)).toEqual(scalarsOf(answer).filter(Boolean));
});
