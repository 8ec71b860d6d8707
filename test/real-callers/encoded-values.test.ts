import { base64 } from '../support/requests';
import { useWorld } from '../support/world';

/** Values in other encodings than the documented ones: whatever can mean only one thing is read. */
const world = useWorld();

let source: number;
beforeAll(async () => {
  source = await world.customField({ name: 'Source', type: 'text' });
});

const GUEST = { deptid: '1', name: 'Ann Lee', email: 'ann@example.com', subject: 'Test', message: 'Test' };

async function open(fields: Record<string, string>) {
  const { json } = await world.post({ action: 'OpenTicket', ...GUEST, ...fields });
  return json!;
}

const serialized = (value: string, length: number) => `a:1:{i:${source};s:${length}:"${value}";}`;

describe('custom fields', () => {
  test.each<[string, string, () => Record<string, string>]>([
    ['a length in characters', 'Zürich', () => ({ customfields: base64(serialized('Zürich', 6)) })],
    ['a length in bytes', 'Zürich', () => ({ customfields: base64(serialized('Zürich', 7)) })],
    ['lengths in UTF-16 units', 'a🎫', () => ({ customfields: base64(serialized('a🎫', 3)) })],
    ['base64 in brackets', 'Google', () => ({ 'customfields[0]': base64(serialized('Google', 6)) })],
    ['base64 in a JSON list', 'Google', () => ({ customfields: JSON.stringify([base64({ [source]: 'Google' })]) })],
    ['a list of {id, value}', 'Google', () => ({ customfields: JSON.stringify([{ id: source, value: 'Google' }]) })],
    ['a list of {name, value}', 'Google', () => ({ customfields: base64([{ name: 'source', value: 'Google' }]) })],
    [
      'a list of {id, value} in brackets',
      'Google',
      () => ({ 'customfields[0][id]': String(source), 'customfields[0][value]': 'Google' }),
    ],
    ['a list of {field: value}', 'Google', () => ({ customfields: JSON.stringify([{ [source]: 'Google' }]) })],
    ['the same in brackets', 'Google', () => ({ [`customfields[0][${source}]`]: 'Google' })],
    ['two of them', 'Google', () => ({ customfields: base64([{ none: 'x' }, { Source: 'Google' }]) })],
    ['one {id, value}', 'Google', () => ({ customfields: JSON.stringify({ id: source, value: 'Google' }) })],
    [
      'one {id, name, value} in brackets',
      'Google',
      () => ({ 'customfields[id]': String(source), 'customfields[name]': '', 'customfields[value]': 'Google' }),
    ],
    ['one value in a list', 'Google', () => ({ [`customfields[${source}][]`]: 'Google' })],
  ])('%s', async (_name, value, fields) => {
    const { id } = await open(fields());
    const { json } = await world.post({ action: 'GetTicket', ticketid: String(id) });
    expect(json).toMatchObject({ customfields: { customfield: [{ id: source, value }] } });
  });

  test('what GetTicket answers is read again', async () => {
    const { id } = await open({ [`customfields[${source}]`]: 'Google' });
    const { customfields } = (await world.post({ action: 'GetTicket', ticketid: String(id) })).json as {
      customfields: { customfield: unknown };
    };
    for (const answered of [customfields, customfields.customfield]) {
      const again = await open({ customfields: JSON.stringify(answered) });
      const { json } = await world.post({ action: 'GetTicket', ticketid: String(again.id) });
      expect(json).toMatchObject({ customfields });
    }
  });

  test.each<[string, string, string]>([
    [
      'a length that fits nothing',
      'a:1:{i:1;s:99:"Google";}',
      'customfields: a length in the serialized array is wrong, because PHP counts bytes',
    ],
    ['a value without a key', '[{"value":"Google"}]', 'customfields: entry 1 has no id or name'],
    ['a key without a value', '[{"id":1}]', 'customfields: entry 1 has no value'],
  ])('%s is refused for what it is', async (_name, customfields, message) => {
    expect(await open({ customfields })).toEqual({ result: 'error', message });
  });
});

describe('files', () => {
  const hello = Buffer.from('hello').toString('base64');
  const one = (file: Record<string, string>) => ({ attachments: base64([file]) });

  test.each<[string, Record<string, string>]>([
    ['content instead of data', one({ name: 'a.txt', content: hello })],
    ['base64 instead of data', one({ name: 'a.txt', base64: hello })],
    ['a data URL', one({ name: 'a.txt', data: `data:text/plain;base64,${hello}` })],
    [
      'a data URL with its charset at the end',
      one({ name: 'a.txt', data: `data:text/plain;base64;charset=x,${hello}` }),
    ],
    ['line breaks inside base64', one({ name: 'a.txt', data: 'aGVs\r\nbG8=\r\n' })],
    ['the list in base64, in brackets', { 'attachments[0]': base64([{ name: 'a.txt', data: hello }]) }],
    ['the list as JSON text twice', { attachments: JSON.stringify(JSON.stringify([{ name: 'a.txt', data: hello }])) }],
    ['keys with capitals', { 'attachments[0][Name]': 'a.txt', 'attachments[0][Data]': hello }],
  ])('%s', async (_name, fields) => {
    const { id } = await open(fields);
    const { json } = await world.post({
      action: 'GetTicketAttachment',
      ...{ relatedid: String(id), type: 'ticket', index: '0' },
    });
    expect(json).toMatchObject({ filename: expect.stringMatching(/a\.txt$/), data: hello });
  });

  test('a missing key is called missing', async () => {
    const message = 'Attachment "a.txt" has no data';
    expect(await open(one({ name: 'a.txt', bytes: hello }))).toEqual({ result: 'error', message });
  });
});
