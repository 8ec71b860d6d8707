import { decodeJwt } from 'jose';
import { expectAnswer } from '../support/answers';
import { asClient, ask, withApiKey } from '../support/doors';
import { eventually, someoneWaits } from '../support/eventually';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('closes a client once, and keeps its tickets, services and contacts', async () => {
  const { clientId } = await world.client();
  const { id } = await world.ticket({ clientid: clientId });
  await world.events();
  const answer = await world.done('CloseClient', { clientid: clientId });
  expectAnswer('CloseClient', answer);
  expect(answer).toEqual({ result: 'success', clientid: clientId });
  expect(await world.rows('select status from clients where id = $1', [clientId])).toEqual([{ status: 'Closed' }]);
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ userid: clientId });
  expect(await world.logged()).toMatchObject({ clientId, changes: { status: ['Active', 'Closed'] } });
  await world.done('CloseClient', { clientid: clientId });
  expect(await world.events()).toEqual(['ClientClose']);
});

describe('every way to sign in for the client ends', () => {
  const PASSWORD = 'correct horse';

  async function waysOf({ clientId, userId }: { clientId: number; userId: number }) {
    const { identifier, secret } = await world.credential(['oauth/token']);
    await world.done('UpdateUser', { user_id: userId, password2: PASSWORD });
    const [user] = await world.rows<{ email: string }>('select email from users where id = $1', [userId]);
    const program = { client_id: identifier, client_secret: secret };
    const token = (fields: Record<string, string>) =>
      world.send('/oauth/token', { method: 'POST', body: new URLSearchParams({ ...program, ...fields }) });
    const signIn = () => token({ grant_type: 'password', username: user!.email, password: PASSWORD });
    const { access_token, refresh_token } = (await signIn()).json as Record<string, string>;
    const keliweb = (headers: Record<string, string>) =>
      ask(world, headers, 'POST', '/api/v2/keliweb/get-ticket', { ticketid: 9 });
    const personal = await asClient(world, clientId);
    const key = await withApiKey(world, { clientId });
    return {
      'an access token': () => keliweb({ Authorization: `Bearer ${access_token}` }),
      'a personal token': () => keliweb(personal),
      'an API key': () => ask(world, key, 'GET', '/api/v2/statuses/'),
      'the password': signIn,
      'a refresh token': () => token({ grant_type: 'refresh_token', refresh_token: refresh_token! }),
    };
  }

  const statusesOf = async (ways: Awaited<ReturnType<typeof waysOf>>) => {
    const entries: [string, number][] = [];
    for (const [name, ask] of Object.entries(ways)) entries.push([name, (await ask()).status]);
    return Object.fromEntries(entries);
  };
  const OPEN = {
    ...{
      'an access token': 200,
      'a personal token': 200,
      'an API key': 200,
      'the password': 200,
      'a refresh token': 200,
    },
  };
  const SHUT = {
    ...{
      'an access token': 401,
      'a personal token': 401,
      'an API key': 401,
      'the password': 400,
      'a refresh token': 400,
    },
  };

  test.each([
    ['CloseClient', {}],
    ['UpdateClient', { status: 'Closed' }],
  ])('by %s, at once', async (action, params) => {
    const client = await world.client();
    const ways = await waysOf(client);
    expect(await statusesOf(ways)).toEqual(OPEN);
    await world.done(action, { clientid: client.clientId, ...params });
    expect(await statusesOf(ways)).toEqual(SHUT);
  });

  test('by another process, as soon as it is notified', async () => {
    const client = await world.client();
    const { 'a personal token': personal, 'an API key': key } = await waysOf(client);
    expect([(await personal()).status, (await key()).status]).toEqual([200, 200]);
    await world.change(`update clients set status = 'Closed' where id = $1`, [client.clientId]);
    await eventually(async () => (await personal()).status === 401 && (await key()).status === 401);
  });

  test('the owner of another account signs in to that one', async () => {
    const client = await world.client();
    const { 'the password': signIn } = await waysOf(client);
    const other = await world.client();
    await world.change('insert into client_users (client_id, user_id, is_owner) values ($1, $2, true)', [
      ...[other.clientId, client.userId],
    ]);
    await world.done('CloseClient', { clientid: client.clientId });
    const { access_token } = (await signIn()).json as { access_token: string };
    expect(decodeJwt(access_token).sub).toBe(`client:${other.clientId}`);
  });
});

test('waits for a concurrent deletion of the client, and then does not find it', async () => {
  const { clientId } = await world.client();
  const closing = await world.desk.database.transaction('write', async (db) => {
    await db.query('delete from client_users where client_id = $1', [clientId]);
    await db.query('delete from clients where id = $1', [clientId]);
    const answer = world.call('CloseClient', { clientid: clientId });
    await someoneWaits(world);
    return { answer };
  });
  expect(await closing.answer).toEqual({ result: 'error', message: 'Client ID Not Found' });
});

testRefusals(world, 'CloseClient', [
  { message: 'Client ID Not Found', params: {} },
  { message: 'Client ID Not Found', because: 'no such client', params: { clientid: 999_999 } },
]);
