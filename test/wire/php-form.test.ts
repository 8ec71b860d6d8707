import { ApiError } from '../../src/errors';
import { decodeUrlencoded, type FormValue, foldFields, PHP_FORM_LIMITS } from '../../src/wire/php-form';
import { cpuTimeOf } from '../support/cpu-time';
import { bytesOf, multipartPairs, recorded, requests } from './recorded';

/** Compares the order of properties too, and treats keys such as __proto__ as ordinary keys. */
const printed = (fields: unknown): string => JSON.stringify(fields);

const notUtf8 = (parameter: string) => `Parameter "${parameter}" is not valid UTF-8 text`;
const withNul = (parameter: string) => `Parameter "${parameter}" contains a NUL character`;

/** PHP keeps bytes that no text column can store. We leave such a field out and report it. */
const leftOut = new Map<string, { without: string[]; problem: string }>([
  ['http_build_query: latin1 value', { without: ['name'], problem: notUtf8('name') }],
  [
    'http_build_query: latin1 name',
    { without: ['not_utf8_base64:TfxsbGVy'], problem: 'Parameter name "M\ufffdller" is not valid UTF-8 text' },
  ],
  ['http_build_query: nul in a value', { without: ['subject'], problem: withNul('subject') }],
  ['raw: not utf-8: single byte', { without: ['a'], problem: notUtf8('a') }],
  ['raw: not utf-8: overlong', { without: ['a', 'b'], problem: notUtf8('a') }],
  ['raw: not utf-8: lone surrogate', { without: ['a'], problem: notUtf8('a') }],
  ['raw: not utf-8: cut off', { without: ['a', 'b'], problem: notUtf8('a') }],
  ['raw: not utf-8: beyond unicode', { without: ['a'], problem: notUtf8('a') }],
  ['curl array: latin1 value', { without: ['name'], problem: notUtf8('name') }],
  ['curl array: nul in a value', { without: ['name'], problem: withNul('name') }],
]);

/** PHP drops the excess over a limit. We refuse the form. */
const refused = new Map<string, ApiError>([
  [
    'http_build_query: over a thousand variables',
    new ApiError('too_large', 'A request may have at most 1000 parameters'),
  ],
  ['raw: sixty-five levels', new ApiError('malformed', 'Parameter names may have at most 64 levels of brackets')],
]);

/** curl writes %22 for a quote. The multipart parser decodes it; PHP does not. */
const parsedDifferently = new Set(['curl array: names that stay']);

const isSpecial = (name: string) => leftOut.has(name) || refused.has(name) || parsedDifferently.has(name);
const isForm = (type: string) => type.toLowerCase().startsWith('application/x-www-form-urlencoded');
const isMultipart = (type: string) => type.startsWith('multipart/form-data; boundary=');

const forms = requests.filter((request) => isForm(request.content_type) && !isSpecial(request.name));
const multiparts = requests.filter((request) => isMultipart(request.content_type) && !isSpecial(request.name));

const decodeRecorded = async (name: string) => {
  const request = recorded(name);
  return isMultipart(request.content_type)
    ? foldFields(await multipartPairs(request))
    : decodeUrlencoded(bytesOf(request));
};

const refusalOf = (decode: () => unknown): unknown => {
  try {
    return decode();
  } catch (error) {
    return error;
  }
};

describe('as PHP 8.2 fills $_POST', () => {
  test('enough requests are recorded', () => {
    expect(forms.length).toBeGreaterThan(60);
    expect(multiparts.length).toBeGreaterThan(10);
  });

  test.each(forms.map((request) => [request.name, request] as const))('%s', (_name, request) => {
    const form = decodeUrlencoded(bytesOf(request));
    expect(printed(form.fields)).toBe(printed(request.post));
    expect(form.problem).toBeUndefined();
  });

  test.each(multiparts.map((request) => [request.name, request] as const))('%s', async (_name, request) => {
    const form = foldFields(await multipartPairs(request));
    expect(printed(form.fields)).toBe(printed(request.post));
    expect(form.problem).toBeUndefined();
  });

  test('a string body is encoded as UTF-8', () => {
    const request = recorded('raw: raw utf-8');
    expect(printed(decodeUrlencoded(request.body ?? '').fields)).toBe(printed(request.post));
  });
});

describe('differences from PHP, on purpose', () => {
  test.each([...leftOut])('%s', async (name, { without, problem }) => {
    const form = await decodeRecorded(name);
    const expected = { ...recorded(name).post };
    for (const key of without) delete expected[key];
    expect(printed(form.fields)).toBe(printed(expected));
    expect(form.problem).toBe(problem);
  });

  test.each([...refused])('%s', async (name, error) => {
    await expect(decodeRecorded(name)).rejects.toEqual(error);
    await expect(decodeRecorded(name)).rejects.toHaveProperty('kind', error.kind);
  });

  test('a query under a multipart header without boundary: PHP reads nothing, we read the query', () => {
    const request = recorded('bare multipart header over a query');
    expect(request.post).toEqual({});
    expect(printed(decodeUrlencoded(bytesOf(request)).fields)).toBe('{"deptid":"1","useMarkdown":"1"}');
  });

  test.each(['json body', 'json body in brackets', 'no content type', 'text/plain'])(
    'PHP reads nothing of: %s',
    (name) => {
      expect(recorded(name).post).toEqual({});
    },
  );
});

describe('problems', () => {
  test('the first one is reported, and the other fields are kept', () => {
    const form = decodeUrlencoded('responsetype=xml&subject=%ff&message=a%00b&identifier=abc');
    expect(form).toEqual({
      fields: { responsetype: 'xml', identifier: 'abc' },
      problem: 'Parameter "subject" is not valid UTF-8 text',
    });
  });

  test.each([
    ['controls and direction marks', 'a%0a%e2%80%aeb=%ff', 'Parameter "a??b" is not valid UTF-8 text'],
    ['a long name', `${'n'.repeat(500)}=%00`, `Parameter "${'n'.repeat(60)}" contains a NUL character`],
    ['too long a name', `${'n'.repeat(1001)}=1`, `Parameter name "${'n'.repeat(60)}" is longer than 1000 bytes`],
    ['too long in bytes', `${'я'.repeat(501)}=1`, `Parameter name "${'я'.repeat(60)}" is longer than 1000 bytes`],
    ['brackets', 'customfields[7]=%00', 'Parameter "customfields[7]" contains a NUL character'],
  ])('the name is shown safely: %s', (_name, body, problem) => {
    expect(decodeUrlencoded(body).problem).toBe(problem);
  });

  test.each([
    ['a lone surrogate', 'a\ud800b', 'Parameter "subject" is not valid UTF-8 text'],
    ['a NUL', 'a\0b', 'Parameter "subject" contains a NUL character'],
    ['bytes that are not UTF-8', Buffer.from([0xff]), 'Parameter "subject" is not valid UTF-8 text'],
  ])('multipart value with %s', (_name, value, problem) => {
    expect(foldFields([['subject', value]])).toEqual({ fields: {}, problem });
  });

  test('fields after the first problem are read, and later problems are not reported', () => {
    expect(decodeUrlencoded('a=%ff&b[]=1&c=%00&b[]=2')).toEqual({
      fields: { b: ['1', '2'] },
      problem: 'Parameter "a" is not valid UTF-8 text',
    });
  });

  test.each([
    ['short', 40],
    ['long', 10_000],
    ['very long', 100_000],
  ])('%s values decode alike', (_name, length) => {
    const text = 'Grüße, 日本 🎫 100% + &='.repeat(length / 20);
    const { fields } = decodeUrlencoded(`a=${encodeURIComponent(text)}&b=${text.replaceAll(/[%+&]/g, '')}&c=%zz%4`);
    expect(fields).toEqual({ a: text, b: text.replaceAll(/[%+&]/g, ''), c: '%zz%4' });
  });

  test('a name that PHP drops is not reported', () => {
    expect(decodeUrlencoded('=%ff&[a]=%ff&%00%ff=%ff')).toEqual({ fields: {} });
  });
});

describe('hostile forms', () => {
  const depthOf = (value: FormValue | undefined): number =>
    typeof value === 'object' ? 1 + depthOf(Object.values(value)[0]) : 0;

  test('names that JavaScript reserves are ordinary names', () => {
    const { fields } = decodeUrlencoded('__proto__[x]=1&constructor[prototype][y]=2&a[__proto__][z]=3');
    expect(Object.getPrototypeOf(fields)).toBeNull();
    expect(Object.getPrototypeOf(fields.a)).toBeNull();
    expect(Object.keys(fields)).toEqual(['__proto__', 'constructor', 'a']);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('a huge index is a key, not a length', () => {
    const { fields } = decodeUrlencoded('a[4294967294]=x&a[]=y&a[99999999999999999999]=z');
    expect(fields.a).toEqual({ 4294967294: 'x', 4294967295: 'y', '99999999999999999999': 'z' });
  });

  test('values exactly at the limits are allowed', () => {
    const limits = { variables: 2, depth: 1, nameBytes: 7 };
    expect(decodeUrlencoded('a[b]=1&&c=2&', limits).fields).toEqual({ a: { b: '1' }, c: '2' });
    expect(refusalOf(() => decodeUrlencoded('a=1&b=2&c=3', limits))).toMatchObject({ kind: 'too_large' });
    expect(refusalOf(() => decodeUrlencoded('a[b][c]=1', limits))).toMatchObject({ kind: 'malformed' });
    expect(decodeUrlencoded('seven_b=1&eight_by=2', limits).fields).toEqual({ seven_b: '1' });
    expect(refusalOf(() => foldFields([['a[b][c]', '1']], limits))).toMatchObject({ kind: 'malformed' });
    expect(depthOf(decodeUrlencoded(`a${'[]'.repeat(PHP_FORM_LIMITS.depth)}=1`).fields.a)).toBe(64);
  });

  test.each([
    ['one large value', `a=${'%41'.repeat(2_300_000)}`],
    ['one large name', `${'a'.repeat(7_000_000)}=1`],
    ['separators only', '&'.repeat(7_000_000)],
    ['equals signs only', '='.repeat(7_000_000)],
    ['percent signs only', `a=${'%'.repeat(7_000_000)}`],
    ['names without equals sign before a large value', `${'a&'.repeat(999)}a=${'x'.repeat(7_000_000)}`],
    ['a thousand names of 64 brackets', Array.from({ length: 1000 }, () => `a${'[]'.repeat(64)}`).join('&')],
    ['200,000 variables', 'a=1&'.repeat(200_000), 'ApiError'],
    ['brackets that never close', `a${'['.repeat(7_000_000)}`],
    ['spaces in front', `${'+'.repeat(7_000_000)}a=1`],
  ])('seven megabytes take no longer than reading them: %s', (_name, body, expected = 'form') => {
    const bytes = Buffer.from(body);
    let outcome: unknown;
    const decode = () => {
      outcome = refusalOf(() => decodeUrlencoded(bytes));
    };
    expect(cpuTimeOf(decode)).toBeLessThan(3_000);
    expect(outcome instanceof Error ? outcome.name : 'form').toBe(expected);
  });
});
