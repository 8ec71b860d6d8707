import { base64, bytes, encode, URLENCODED } from '../support/requests';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());

const call = { responsetype: 'json', action: 'GetTicketCounts' };

test.each(['\n', '\r\n'])('a secret that was read from a file with the end of its line %j', async (end) => {
  const { identifier, secret } = world.credentials;
  const body = encode({ ...call, identifier: identifier + end, secret: secret + end });
  const { json } = await world.send('/includes/api.php', bytes(body, URLENCODED));
  expect(json).toMatchObject({ result: 'success' });
});

test.each(['\n', '\r\n'])('Basic credentials of `echo ... | base64`, with the end of a line %j', async (end) => {
  const { identifier, secret } = world.credentials;
  const headers = {
    'Content-Type': URLENCODED,
    Authorization: `Basic ${base64(`${identifier}:${secret}${end}`)}`,
  };
  const { json } = await world.send('/includes/api.php', { method: 'POST', headers, body: encode(call) });
  expect(json).toMatchObject({ result: 'success' });
});

test('a wrong secret stays wrong', async () => {
  const { identifier, secret } = world.credentials;
  const body = encode({ ...call, identifier, secret: `${secret}\nx` });
  const { status } = await world.send('/includes/api.php', bytes(body, URLENCODED));
  expect(status).toBe(403);
});
