import { withTidyHeads } from '../../src/doors/multipart-heads';
import { cpuTimeOf } from '../support/cpu-time';
import { BOUNDARY, base64, fieldParts, MULTIPART, multipartBody, type Part } from '../support/requests';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());

const ticket = { action: 'OpenTicket', deptid: '1', name: 'Ann Lee', email: 'ann@example.com', subject: 'S' };
const fields = () => ({ ...world.credentials, responsetype: 'json', ...ticket });
const message: Part = { name: 'message', value: 'Hello' };
const body = (...more: Part[]): Buffer => multipartBody([...fieldParts(fields()), ...more]);

const send = async (bytes: Buffer, type = MULTIPART) =>
  world.send('/includes/api.php', {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: new Uint8Array(bytes),
  });

/** Opens a ticket and returns its message and its file. */
async function opened(bytes: Buffer): Promise<{ text: unknown; name?: unknown; data?: Buffer }> {
  const { json } = await send(bytes);
  expect(json).toMatchObject({ result: 'success' });
  const { id } = json as { id: number };
  const ticketAsked = await world.done('GetTicket', { ticketid: id });
  const [first] = (ticketAsked.replies as { reply: { message: string; attachments: { filename: string }[] }[] }).reply;
  if (first?.attachments.length === 0) return { text: first.message };
  const file = await world.done('GetTicketAttachment', { relatedid: id, type: 'ticket', index: 0 });
  return { text: first?.message, name: file.filename, data: Buffer.from(String(file.data), 'base64') };
}

const CONTENT = Buffer.from('\r\n\xff\0\n\nlast', 'latin1');

test.each<[string, string, string]>([
  ['a name of RFC 5987', "filename*=UTF-8''%e2%82%ac.txt", '€.txt'],
  ['the same in quotes', 'filename*="UTF-8\'\'%e2%82%ac.txt"', '€.txt'],
  ['the same after a plain one', 'filename="E.txt"; filename*="UTF-8\'\'%e2%82%ac.txt"', '€.txt'],
  ['a name of RFC 5987 with a broken escape', "filename*=UTF-8''100%.txt", '100%.txt'],
  ['a name of RFC 5987 without a character set', 'filename*=a.txt', 'a.txt'],
  ['encoded words of mail, as of .NET', 'filename="=?utf-8?B?w7xiZXIudHh0?="', 'über.txt'],
  ['encoded words with escapes', 'filename="=?iso-8859-1?Q?=FCber_alles.txt?="', 'über alles.txt'],
  ['an encoded word that nobody can read', 'filename="=?klingon?B?w7w=?=.txt"', '=?klingon?B?w7w=?=.txt'],
  ['no quotes', 'filename=a.txt', 'a.txt'],
])('a file with %s is kept', async (_what, disposition, name) => {
  const file = { disposition: `form-data; name="attachments[]"; ${disposition}`, value: CONTENT };
  expect(await opened(body(message, file))).toEqual({ text: 'Hello', name, data: CONTENT });
});

test('a part that calls itself an attachment is read', async () => {
  const file = { disposition: 'attachment; name="file"; filename="a.txt"', value: CONTENT };
  expect(await opened(body(message, file))).toEqual({ text: 'Hello', name: 'a.txt', data: CONTENT });
});

test('lines that end without a carriage return are read, as PHP does', async () => {
  const file = { name: 'file', filename: 'a.txt', value: '#CONTENT' };
  const lines = body({ name: 'message', value: 'One\r\ntwo' }, file).toString('latin1').replaceAll('\r\n', '\n');
  const [before = '', after = ''] = lines.split('#CONTENT');
  const bytes = Buffer.concat([Buffer.from(before, 'latin1'), CONTENT, Buffer.from(after, 'latin1')]);
  expect(await opened(bytes)).toEqual({ text: 'One\ntwo', name: 'a.txt', data: CONTENT });
});

test('blanks behind a boundary are nothing', async () => {
  const bytes = Buffer.from(
    body(message).toString('latin1').replaceAll(`${BOUNDARY}\r\n`, `${BOUNDARY} \t\r\n`),
    'latin1',
  );
  expect(await opened(bytes)).toEqual({ text: 'Hello' });
});

const encoded = (encoding: string): string => `text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}`;

test.each<[string, string]>([
  ['base64', base64('Grüße')],
  ['Base64', `${base64('Grüße')}\r\n`],
  ['quoted-printable', 'Gr=C3=BC=\r\n=C3=9Fe'],
  ['8bit', 'Grüße'],
  ['binary', 'Grüße'],
])('a text in the transfer encoding %s arrives as it was written', async (encoding, value) => {
  expect(await opened(body({ name: 'message', type: encoded(encoding), value }))).toEqual({ text: 'Grüße' });
});

test('so does a file', async () => {
  const file = { name: 'file', filename: 'a.txt', type: encoded('base64'), value: CONTENT.toString('base64') };
  expect(await opened(body(message, file))).toEqual({ text: 'Hello', name: 'a.txt', data: CONTENT });
});

test.each<[string, string]>([
  ['no name', 'form-data name="attachments[]"; filename="a.txt"'],
  ['a broken parameter', 'form-data; name="attachments[]"; filename'],
])('a file whose Content-Disposition has %s does not vanish', async (_what, disposition) => {
  const before = await world.counts();
  const { status, json } = await send(body(message, { disposition, value: CONTENT }));
  const refusal = 'The multipart body has a part whose Content-Disposition is missing or cannot be read';
  expect([status, json]).toEqual([400, { result: 'error', message: refusal }]);
  expect(await world.counts()).toEqual(before);
});

test.each(['a', '\n\n', `\n--${BOUNDARY}\n`, `\r\n--${BOUNDARY}\r\na: b\r\n`, '\n=?a?q?', '"', ';filename*='])(
  'many of %j take no noticeable time',
  (piece) => {
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"; x=`;
    const bytes = Buffer.from(`${head}${piece.repeat(4_000_000 / piece.length)}\r\n--${BOUNDARY}--`);
    expect(cpuTimeOf(() => withTidyHeads(bytes, BOUNDARY))).toBeLessThan(1_000);
  },
);
