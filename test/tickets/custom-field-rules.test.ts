import { CUSTOM_FIELD_TYPES as TYPES } from '../../src/store/tickets/custom-fields';
import { refuseUnknown, useWorld } from '../support/world';

const world = useWorld(refuseUnknown);

/** A field of every type, called like its type. */
const fieldOf: Record<string, number> = {};
const optionOf: Record<string, number> = {};

beforeAll(async () => {
  for (const type of TYPES) {
    const options = type === 'select' || type === 'multi_button' ? ['Basic', 'Business class'] : [];
    const pattern = type === 'regex' ? { pattern: '/^[a-z]{2}-\\d+$/i' } : {};
    fieldOf[type] = await world.customField({ name: type, type, options, ...pattern });
  }
  const addOption = async (name: string, parent?: string) => {
    const [row] = await world.desk.database.transaction('write', (db) =>
      db.query<{ id: number }>(
        'insert into custom_field_options (field_id, name, parent_id) values ($1, $2, $3) returning id',
        [fieldOf.hierarchy, name, parent === undefined ? null : optionOf[parent]],
      ),
    );
    optionOf[name] = row!.id;
  };
  await addOption('Hardware');
  await addOption('Laptop', 'Hardware');
  await addOption('Screen', 'Laptop');
  await addOption('Software');
  await addOption('Editor', 'Software');
  const rows = await world.rows<{ id: number; name: string }>(
    'select id, name from custom_field_options where field_id = $1',
    [fieldOf.select],
  );
  for (const { id, name } of rows) optionOf[name] = id;
});

const GUEST = { deptid: 1, name: 'Gus', email: 'gus@example.com', subject: 'Subject', message: 'Message' };

const valuesOf = async (ticketid: unknown): Promise<{ id: number; name: string; value: string }[]> => {
  const ticket = await world.done('GetTicket', { ticketid });
  return (ticket as unknown as { customfields: { customfield: { id: number; name: string; value: string }[] } })
    .customfields.customfield;
};

/** What a new ticket shows for one value of the field of a type. */
async function shownFor(type: string, value: unknown): Promise<string | undefined> {
  const { id } = await world.done('OpenTicket', { ...GUEST, customfields: { [fieldOf[type]!]: value } });
  return (await valuesOf(id))[0]?.value;
}

describe('takes', () => {
  const long = 'x'.repeat(65_535);

  test.each<[string, unknown, string | undefined]>([
    ['text', 'any text, " quotes and \\ all', 'any text, " quotes and \\ all'],
    ['text', ' spaces stay ', ' spaces stay '],
    ['text', '0', '0'],
    ['text', 5, '5'],
    ['text', long, long],
    ['textarea', 'two\r\nlines', 'two\r\nlines'],
    ['number', '42', '42'],
    ['number', ' -3.50 ', '-3.50'],
    ['number', 0, '0'],
    ['number', '1234567890123456', '1234567890123456'],
    [
      'number',
      '-00123456789012345678901234567890.12345678901234567890',
      '-00123456789012345678901234567890.12345678901234567890',
    ],
    ['number', '9'.repeat(100), '9'.repeat(100)],
    ['select', 'Basic', 'Basic'],
    ['select', ' business CLASS ', 'Business class'],
    ['multi_button', 'business class', 'Business class'],
    ['date', '2027-01-31', '2027-01-31'],
    ['date', '29.02.2028', '2028-02-29'],
    ['time', '09:00', '09:00'],
    ['time', '23:59', '23:59'],
    ['regex', 'ab-12', 'ab-12'],
    ['regex', 'AB-1', 'AB-1'],
    ['checkbox', '1', '1'],
    ['checkbox', 'on', '1'],
    ['checkbox', true, '1'],
    ['checkbox', '0', undefined],
    ['checkbox', 'off', undefined],
    ['checkbox', false, undefined],
    ['button', 'yes', '1'],
    ['button', 'No', undefined],
    ...TYPES.map((type): [string, unknown, undefined] => [type, '', undefined]),
  ])('%s: %j', async (type, value, shown) => {
    expect(await shownFor(type, value)).toBe(shown);
  });

  test('select: the id of an option', async () => {
    expect(await shownFor('select', optionOf['Business class'])).toBe('Business class');
    expect(await shownFor('select', String(optionOf.Basic))).toBe('Basic');
  });

  test('hierarchy: options level by level, by id or by name', async () => {
    expect(await shownFor('hierarchy', { 1: optionOf.Hardware })).toBe('Hardware');
    expect(await shownFor('hierarchy', { 1: optionOf.Hardware, 2: optionOf.Laptop, 3: optionOf.Screen })).toBe(
      'Hardware > Laptop > Screen',
    );
    expect(await shownFor('hierarchy', { 2: 'editor', 1: 'SOFTWARE' })).toBe('Software > Editor');
    expect(await shownFor('hierarchy', { 1: 0 })).toBeUndefined();
  });

  test('hierarchy: as nested form keys', async () => {
    const key = `customfields[${fieldOf.hierarchy}]`;
    const levels = { [`${key}[1]`]: String(optionOf.Software), [`${key}[2]`]: String(optionOf.Editor) };
    const { json } = await world.post({ action: 'OpenTicket', ...GUEST, deptid: '1', ...levels });
    expect(await valuesOf(json!.id)).toEqual([
      { id: fieldOf.hierarchy, name: 'hierarchy', value: 'Software > Editor' },
    ]);
  });

  test('several at once, shown in the order of the fields', async () => {
    const customfields = { time: '10:00', text: 'a', number: '1' };
    const { id } = await world.done('OpenTicket', { ...GUEST, customfields });
    expect((await valuesOf(id)).map(({ name, value }) => [name, value])).toEqual([
      ['text', 'a'],
      ['number', '1'],
      ['time', '10:00'],
    ]);
  });
});

/** What PHP, Python, Ruby, JavaScript and PostgreSQL print for null and false. The types of text take every word. */
describe.each(['null', 'None', 'nil', 'undefined', 'NaN', '(null)', 'False', 'f'])('%s is no value', (word) => {
  const types = TYPES.filter((type) => type !== 'text' && type !== 'textarea');
  test.each(types)('of a new %s', async (type) => {
    expect(await shownFor(type, word)).toBeUndefined();
  });

  test('and keeps the stored one', async () => {
    const customfields = { number: '1', select: 'Basic', date: '2027-01-31', time: '10:00', regex: 'ab-1' };
    const { id } = await world.done('OpenTicket', { ...GUEST, customfields });
    const before = await valuesOf(id);
    const words = Object.fromEntries(Object.keys(customfields).map((type) => [type, word]));
    await world.done('UpdateTicket', { ticketid: id, customfields: words });
    expect(await valuesOf(id)).toEqual(before);
  });
});

test.each(['date', 'time', 'regex'])('0 is no %s', async (type) => {
  expect(await shownFor(type, '0')).toBeUndefined();
});

describe('refuses', () => {
  test.each<[string, () => unknown, string]>([
    ['text', () => ['a', 'b'], 'must be a text'],
    ['text', () => 'x'.repeat(65_536), 'must be a text'],
    ['textarea', () => ({ a: 'b' }), 'must be a text'],
    ['number', () => 'twelve', 'must be a number'],
    ['number', () => '1e3', 'must be a number'],
    ['number', () => '0x10', 'must be a number'],
    ['number', () => '1,5', 'must be a number'],
    ['number', () => '1.', 'must be a number'],
    ['number', () => '9'.repeat(101), 'must be a number of at most 100 characters'],
    ['number', () => `${'9'.repeat(50)}.${'9'.repeat(50)}`, 'must be a number of at most 100 characters'],
    ['select', () => 'Gold', 'must be one of its options'],
    ['select', () => '999999', 'must be one of its options'],
    ['select', () => optionOf.Hardware, 'must be one of its options'],
    ['select', () => ['Basic', 'Basic'], 'must be one of its options'],
    ['multi_button', () => 'Gold', 'must be one of its options'],
    ['hierarchy', () => 'Hardware', 'must be its options level by level'],
    ['hierarchy', () => ({ 1: optionOf.Laptop }), 'must be its options level by level'],
    ['hierarchy', () => ({ 2: optionOf.Laptop }), 'must be its options level by level'],
    ['hierarchy', () => ({ 1: optionOf.Hardware, 2: optionOf.Editor }), 'must be its options level by level'],
    ['hierarchy', () => ({ 1: optionOf.Hardware, 3: optionOf.Screen }), 'must be its options level by level'],
    ['date', () => '2027-02-30', 'must be a date such as 2027-01-31 or 31.01.2027'],
    ['date', () => '31/01/2027', 'must be a date such as 2027-01-31 or 31.01.2027'],
    ['date', () => 'today', 'must be a date such as 2027-01-31 or 31.01.2027'],
    ['time', () => '24:00', 'must be a time such as 09:00'],
    ['time', () => '9:00', 'must be a time such as 09:00'],
    ['regex', () => 'abc-1', 'does not have the required format'],
    ['regex', () => 'ab-1\n2', 'does not have the required format'],
    ['checkbox', () => ['1', '1'], 'must be on or off'],
    ['checkbox', () => 'None of these', 'must be on or off'],
    ['button', () => '2', 'must be on or off'],
    ['button', () => ({ 1: '1' }), 'must be on or off'],
  ])('%s: %s', async (type, value, message) => {
    const counts = await world.counts();
    expect(await world.call('OpenTicket', { ...GUEST, customfields: { [fieldOf[type]!]: value() } })).toEqual({
      result: 'error',
      message: `Custom field "${type}" ${message}`,
    });
    expect(await world.counts()).toEqual(counts);
  });
});

/** Names, because numbers come in the order of their size however they are sent. */
test.each([
  [{ regex: 'abc', number: 'twelve', none: 'x' }, 'Custom field "none" does not exist in this department'],
  [{ regex: 'abc', number: 'twelve' }, 'Custom field "number" must be a number'],
  [{ number: 'twelve', regex: 'abc' }, 'Custom field "number" must be a number'],
  [{ regex: 'abc', number: '12' }, 'Custom field "regex" does not have the required format'],
])('refuses %j in one order, however it is sent', async (customfields, message) => {
  expect(await world.call('OpenTicket', { ...GUEST, customfields })).toEqual({ result: 'error', message });
});

describe('required', () => {
  let deptid: number;

  beforeAll(async () => {
    deptid = await world.department({ name: 'Strict' });
    await world.customField({ name: 'Contract', type: 'text', required: true, departmentId: deptid });
    await world.customField({ name: 'Terms', type: 'checkbox', required: true, departmentId: deptid });
  });

  const open = (customfields: unknown) => world.call('OpenTicket', { ...GUEST, deptid, customfields });
  const refusal = (name: string) => ({ result: 'error', message: `Custom field "${name}" is required` });

  test('fields must come when a ticket is opened', async () => {
    expect(await open(undefined)).toEqual(refusal('Contract'));
    expect(await open('[]')).toEqual(refusal('Contract'));
    expect(await open({ Terms: '1' })).toEqual(refusal('Contract'));
    expect(await open({ Contract: '', Terms: '1' })).toEqual(refusal('Contract'));
    expect(await open({ Contract: '7' })).toEqual(refusal('Terms'));
    expect(await open({ Contract: '7', Terms: '1' })).toMatchObject({ result: 'success' });
  });

  test.each(['0', 'false', 'off', 'f', 'n', 'None', 'nil', '', false])(
    'a box must be ticked: %j does not',
    async (Terms) => {
      expect(await open({ Contract: '7', Terms })).toEqual(refusal('Terms'));
    },
  );

  test('fields need not come again, and cannot be taken away', async () => {
    const { id } = await open({ Contract: '7', Terms: '1' });
    const update = (customfields: unknown) => world.call('UpdateTicket', { ticketid: id, customfields });
    expect(await update({ Contract: '8' })).toMatchObject({ result: 'success' });
    expect(await update({ Contract: '' })).toEqual(refusal('Contract'));
    expect(await update({ Terms: '0' })).toEqual(refusal('Terms'));
    expect((await valuesOf(id)).map(({ value }) => value)).toEqual(['8', '1']);
  });

  test('fields of one department are not asked for in another', async () => {
    expect(await world.call('OpenTicket', GUEST)).toMatchObject({ result: 'success' });
  });
});

describe('a pattern', () => {
  test.each([
    ['without delimiters', '^\\d{4}$', '2024', '20245'],
    ['with delimiters and flags', '/^abc$/i', 'ABC', 'abcd'],
    ['that is not anchored', 'ok', 'all ok here', 'bad'],
  ])('%s', async (how, pattern, good, bad) => {
    const deptid = await world.department();
    const field = await world.customField({ name: how, type: 'text', pattern, departmentId: deptid });
    const open = (value: string) => world.call('OpenTicket', { ...GUEST, deptid, customfields: { [field]: value } });
    expect(await open(good)).toMatchObject({ result: 'success' });
    expect(await open(bad)).toEqual({
      result: 'error',
      message: `Custom field "${how}" does not have the required format`,
    });
    expect(await open('')).toMatchObject({ result: 'success' });
  });
});

test('a pattern that takes for ever stops, and the text does not have its format', async () => {
  const deptid = await world.department();
  const field = await world.customField({ name: 'Trap', type: 'text', pattern: '^(a+)+$', departmentId: deptid });
  const open = (value: string) => world.call('OpenTicket', { ...GUEST, deptid, customfields: { [field]: value } });
  expect(await open('aaaa')).toMatchObject({ result: 'success' });
  expect(await open(`${'a'.repeat(100)}b`)).toEqual({
    result: 'error',
    message: 'Custom field "Trap" does not have the required format',
  });
});

describe('a field that is not', () => {
  test.each(['999999', '0', 'nothing', '__proto__', 'constructor'])('%s is refused', async (key) => {
    const customfields = JSON.stringify({ text: 'a' }).replace('text', key);
    const counts = await world.counts();
    const answer = await world.call('OpenTicket', { ...GUEST, customfields });
    expect(answer).toEqual({
      result: 'error',
      message:
        key === '__proto__'
          ? 'customfields must be a base64 encoded serialized array or JSON object of field id => value'
          : `Custom field "${key}" does not exist in this department`,
    });
    expect(await world.counts()).toEqual(counts);
  });

  test('the positions of a PHP list are ids as well', async () => {
    expect(await world.call('OpenTicket', { ...GUEST, customfields: ['a', 'b'] })).toEqual({
      result: 'error',
      message: 'Custom field "0" does not exist in this department',
    });
  });
});
