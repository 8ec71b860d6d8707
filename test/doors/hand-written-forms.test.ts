import { bytes, encode, URLENCODED } from '../support/requests';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());

const fields = () => ({
  ...world.credentials,
  responsetype: 'json',
  action: 'OpenTicket',
  deptid: '1',
  name: 'Ann Lee',
  email: 'ann@example.com',
  message: 'One line\nand another',
  subject: 'Hello',
});

const joined = (separator: string): string => encode(fields()).replaceAll('&', separator);

/** Opens a ticket with a body, and returns what is in it. */
async function opened(body: string | Buffer, type: string): Promise<Record<string, unknown>> {
  const { json } = await world.send('/includes/api.php', bytes(body, type));
  expect(json).toMatchObject({ result: 'success' });
  return world.done('GetTicket', { ticketid: (json as { id: number }).id });
}

test.each<[string, () => string]>([
  ['the end of a line behind it', () => `${joined('&')}\r\n`],
  ['several lines, each with an ampersand at its end', () => joined('&\n')],
  ['several lines, each with an ampersand at its beginning', () => joined('\r\n&')],
  ['indented lines', () => joined('&\r\n    ')],
  ['&amp; between the fields, as PHP writes with arg_separator.output', () => joined('&amp;')],
  ['the question mark of a query string', () => `?${joined('&')}`],
  ['the zero that ends a string in C', () => `${joined('&')}\0`],
])('a form with %s', async (_what, body) => {
  const ticket = await opened(body(), URLENCODED);
  expect(ticket).toMatchObject({
    deptid: 1,
    name: 'Ann Lee',
    email: 'ann@example.com',
    subject: 'Hello',
    replies: { reply: [{ message: 'One line\nand another' }] },
  });
});

test('JSON with the zero that ends a string in C', async () => {
  expect(await opened(`${JSON.stringify(fields())}\0`, 'application/json')).toMatchObject({ subject: 'Hello' });
});

test('line breaks that are encoded, and blanks without a line break, stay', async () => {
  const body = encode(fields()).replace('another', 'another%0A').replace('subject=Hello', 'subject= Hello  ');
  const ticket = await opened(body, URLENCODED);
  expect(ticket).toMatchObject({
    subject: ' Hello  ',
    replies: { reply: [{ message: 'One line\nand another\n' }] },
  });
});
