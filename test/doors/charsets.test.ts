import { BOUNDARY, fieldParts, multipartBody, URLENCODED } from '../support/requests';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());

const ticket = { action: 'OpenTicket', deptid: '1', name: 'Ann Lee', email: 'ann@example.com', message: 'M' };
const fields = () => ({ ...world.credentials, responsetype: 'json', ...ticket });
const plainForm = () => Object.entries(fields()).map(([name, value]) => `${name}=${value}`);

/** Opens a ticket and returns its subject. */
async function subjectOf(type: string, body: Buffer): Promise<unknown> {
  const headers = { 'Content-Type': type };
  const { json } = await world.send('/includes/api.php', { method: 'POST', headers, body: new Uint8Array(body) });
  expect(json).toMatchObject({ result: 'success' });
  return (await world.done('GetTicket', { ticketid: (json as { id: number }).id })).subject;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const formWith = (subject: Buffer): Buffer => Buffer.concat([latin1(`${plainForm().join('&')}&subject=`), subject]);
const partsWith = (subject: Buffer, more: Record<string, string> = {}): Buffer =>
  multipartBody([...fieldParts({ ...more, ...fields() }), { name: 'subject', value: subject }]);

test.each<[string, string, () => Buffer, string]>([
  ['a form in ISO-8859-1', `${URLENCODED}; charset=ISO-8859-1`, () => formWith(latin1('Zürich')), 'Zürich'],
  ['the same, encoded', `${URLENCODED}; charset="iso-8859-1"`, () => formWith(latin1('Z%FCrich')), 'Zürich'],
  ['a form in windows-1251', `${URLENCODED};charset=windows-1251`, () => formWith(latin1('\xcf\xf0')), 'Пр'],
  ['a form in Shift_JIS', `${URLENCODED}; charset=Shift_JIS`, () => formWith(latin1('%93%FA%96%7B')), '日本'],
  ['UTF-8 all the same', `${URLENCODED}; charset=ISO-8859-1`, () => formWith(Buffer.from('Zürich')), 'Zürich'],
  [
    'JSON in ISO-8859-1',
    'application/json; charset=ISO-8859-1',
    () => latin1(JSON.stringify({ ...fields(), subject: 'Zürich' })),
    'Zürich',
  ],
  [
    'multipart in windows-1252',
    `multipart/form-data; charset=windows-1252; boundary=${BOUNDARY}`,
    () => partsWith(latin1('Z\xfcrich \x80')),
    'Zürich €',
  ],
  [
    'multipart with a field _charset_',
    `multipart/form-data; boundary=${BOUNDARY}`,
    () => partsWith(latin1('Zürich'), { _charset_: 'iso-8859-1' }),
    'Zürich',
  ],
  [
    'a part that calls UTF-8 US-ASCII',
    `multipart/form-data; boundary=${BOUNDARY}`,
    () =>
      multipartBody([
        ...fieldParts(fields()),
        { name: 'subject', type: 'text/plain; charset=US-ASCII', value: 'Zürich' },
      ]),
    'Zürich',
  ],
])('%s', async (_what, type, body, subject) => {
  expect(await subjectOf(type, body())).toBe(subject);
});

test.each<[string, string, () => Buffer]>([
  ['no charset', URLENCODED, () => formWith(latin1('Zürich'))],
  ['a charset that nobody knows', `${URLENCODED}; charset=klingon`, () => formWith(latin1('Zürich'))],
  ['a charset that it is not in', `${URLENCODED}; charset=utf-8`, () => formWith(latin1('Zürich'))],
  [
    'a multipart charset that nobody knows',
    `multipart/form-data; charset=x; boundary=${BOUNDARY}`,
    () => partsWith(latin1('Zürich')),
  ],
])('text that is not UTF-8, with %s, is refused', async (_what, type, body) => {
  const headers = { 'Content-Type': type };
  const sent = { method: 'POST', headers, body: new Uint8Array(body()) };
  const { json } = await world.send('/includes/api.php', sent);
  expect(json).toEqual({ result: 'error', message: 'Parameter "subject" is not valid UTF-8 text' });
});
