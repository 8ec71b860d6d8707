import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const list = async (params: Record<string, unknown> = {}) =>
  (await world.done('GetCredentials', params)) as unknown as {
    totalresults: number;
    startnumber: number;
    numreturned: number;
    credentials: { credential: Record<string, unknown>[] };
  };

test('lists credentials without their secrets', async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  const adminid = await world.admin('jo');
  const { roleid } = await world.done('AddRole', { name: 'Reader', actions: 'GetTicket' });
  const made = await world.done('AddCredential', { roles: 'Reader', description: 'A form', admin: 'jo' });
  const { secret } = await world.done('RotateCredentialSecret', { credentialid: made.credentialid });

  const answer = await list();
  expectAnswer('GetCredentials', answer);
  expect(answer).toMatchObject({ totalresults: 2, startnumber: 0, numreturned: 2 });
  expect(answer.credentials.credential[1]).toEqual({
    id: made.credentialid,
    identifier: made.identifier,
    description: 'A form',
    adminid,
    admin: 'Jo Admin',
    roles: { role: [{ id: roleid, name: 'Reader' }] },
    idformat: 'number',
    secrets: 2,
    revoked: false,
    created: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  });
  const text = JSON.stringify(answer);
  expect(text.includes(String(secret)) || text.includes(String(made.secret))).toBe(false);
  world.now = new Date('2027-01-31T10:00:00Z');
  expect((await list({ credentialid: made.credentialid })).credentials.credential[0]?.secrets).toBe(1);
});

test('pages, finds one, and includes revoked credentials on request', async () => {
  const { credentialid } = await world.done('AddCredential', { roles: '0' });
  await world.done('DeleteCredential', { credentialid });
  const living = (await list()).totalresults;
  expect(await list({ include_revoked: true })).toMatchObject({ totalresults: living + 1 });
  expect(await list({ limitstart: 1, limitnum: 1 })).toMatchObject({
    totalresults: living,
    startnumber: 1,
    numreturned: 1,
  });
  expect(await list({ credentialid })).toMatchObject({ totalresults: 0, credentials: { credential: [] } });
  const [ended] = (await list({ credentialid, include_revoked: 1 })).credentials.credential;
  expect(ended).toMatchObject({ id: credentialid, revoked: true });
});

testRefusals(world, 'GetCredentials', []);
