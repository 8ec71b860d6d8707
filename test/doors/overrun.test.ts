import { sendRaw } from '../support/raw-http';
import { encode, URLENCODED } from '../support/requests';
import { useWorld } from '../support/world';

const world = useWorld();

const TOO_LONG = 'The body is longer than its Content-Length says: count its bytes, not its characters';
const NO_LENGTH = 'The body came without a Content-Length: send one, or Transfer-Encoding: chunked';

const ticket = { action: 'OpenTicket', deptid: '1', name: 'Ann', email: 'ann@example.com', message: 'Grüße aus Köln' };
const fields = () => ({ ...world.credentials, ...ticket, subject: 'Zürich' });

/** Programs that count characters announce too little. */
const characters = (body: string): string => String(body.length);

const bodies: Record<string, [type: string, body: () => string]> = {
  'a form': [URLENCODED, () => decodeURIComponent(encode(fields()))],
  JSON: ['application/json', () => JSON.stringify(fields())],
};

const lengths: [string, string, (body: string) => string | undefined][] = [
  ['counted in characters', TOO_LONG, characters],
  ['of zero', TOO_LONG, () => '0'],
  ['that is missing', NO_LENGTH, () => undefined],
];

const rows = Object.keys(bodies).flatMap((what) =>
  ['close', 'keep-alive'].flatMap((connection) =>
    lengths.map(([length, message, count]) => ({ what, connection, length, message, count })),
  ),
);

test.each(rows)('$what with a length $length ($connection) opens no half ticket', async (row) => {
  const [type, body] = bodies[row.what]!;
  const before = await world.counts();
  const { status, text, head } = await sendRaw(
    world,
    'POST',
    '/includes/api.php?responsetype=json',
    { 'Content-Type': type, Connection: row.connection, 'Content-Length': row.count(body()) },
    body(),
  );
  expect([status, JSON.parse(text)]).toEqual([400, { result: 'error', message: row.message }]);
  expect(head).toMatch(/^Connection: close$/m);
  expect(await world.counts()).toEqual(before);
});

test('without a length, the response type is found in what came', async () => {
  const body = encode({ responsetype: 'json', ...fields() });
  const headers = { 'Content-Type': URLENCODED, 'Content-Length': undefined };
  const { text } = await sendRaw(world, 'POST', '/includes/api.php', headers, body);
  expect(JSON.parse(text)).toEqual({ result: 'error', message: NO_LENGTH });
});

test('a line break behind the body, which old browsers send, is nothing', async () => {
  const body = encode({ ...fields(), responsetype: 'json' });
  const headers = { 'Content-Type': URLENCODED, 'Content-Length': String(Buffer.byteLength(body)) };
  const { text } = await sendRaw(world, 'POST', '/includes/api.php', headers, `${body}\r\n`);
  expect(JSON.parse(text)).toMatchObject({ result: 'success' });
});
