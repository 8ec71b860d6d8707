import { randomBytes } from 'node:crypto';
import { readJsonWithFiles } from '../../src/wire/json-files';
import { readJson } from '../../src/wire/json-text';
import { cpuTimeOf } from '../support/cpu-time';

const limits = { depth: 3, values: 20 };
const names = new Set(['data']);
const file = randomBytes(30_000);
const text = file.toString('base64');

const read = (json: string) => readJsonWithFiles(Buffer.from(json), limits, names);

describe('readJsonWithFiles', () => {
  test.each([
    ['base64', text],
    ['base64 for URLs, without padding', file.toString('base64url')],
  ])('returns the bytes of long %s', (_name, data) => {
    expect(read(JSON.stringify([{ name: 'é.png', Data: data }, { data }]))).toEqual([
      { name: 'é.png', Data: file },
      { data: file },
    ]);
  });

  // Each of these keeps its texts, as JSON.parse makes them.
  test.each([
    ['short base64', JSON.stringify([{ data: 'QUJD' }])],
    ['base64 in another member', JSON.stringify([{ name: text, data: 'QUJD' }])],
    ['base64 in a list', JSON.stringify([text, [text]])],
    ['base64 as the name of a member', JSON.stringify([{ [text]: text, data: '' }])],
    ['base64 as a name before a space', `[{"${text}" \n:1}]`],
    ['base64 with a line break', JSON.stringify([{ data: `${text}\r\n` }])],
    ['base64 with a space', JSON.stringify([{ data: `${text} QUJD` }])],
    ['base64 with escaped slashes, as PHP writes it', JSON.stringify([{ data: text }]).replaceAll('/', '\\/')],
    ['base64 with an escaped letter', JSON.stringify([{ data: text }]).replace(text.slice(0, 2), '\\u0041')],
    ['a quote in a text', JSON.stringify([{ name: 'a"b', data: text }])],
    ['a text that looks like what stands for a file', JSON.stringify([{ name: '\u00000', data: text }])],
    ['more values than allowed', JSON.stringify(Array(21).fill({ data: text }))],
    ['too deep', JSON.stringify([[[{ data: text }]]])],
    ['a line break in base64', `[{"data":"${text}\n"}]`],
    ['a text without end', `[{"data":"${text}`],
    ['a comma too many', `[{"data":"${text}"},]`],
  ])('reads as usual: %s', (_name, json) => {
    expect(read(json)).toEqual(readJson(json, limits));
  });

  test('__proto__ is an own key', () => {
    const value = read(`{"__proto__":{"data":"${text}"}}`) as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.entries(value)).toEqual([['__proto__', { data: file }]]);
  });

  test.each([
    ['quotes', `[${'""'.repeat(3_000_000)}]`],
    ['escaped quotes', `["${'\\"'.repeat(3_000_000)}"`],
  ])('cheap to refuse: %s', (_name, json) => {
    const bytes = Buffer.from(json);
    expect(cpuTimeOf(() => expect(readJsonWithFiles(bytes, limits, names)).toBeUndefined())).toBeLessThan(1_000);
  });
});
