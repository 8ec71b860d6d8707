import { insertRole } from '../../src/store/access/roles';
import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
const lone = useWorld();
let weak: Credentials;

beforeAll(async () => {
  weak = await world.credential(['UpdateRole', 'OpenTicket']);
});

const add = async (name: string, actions = 'OpenTicket') => (await world.done('AddRole', { name, actions })).roleid;
const stored = (roleid: unknown) => world.rows('select name, actions from roles where id = $1', [roleid]);

test('changes what is sent and nothing else', async () => {
  const roleid = await add('First');
  const answer = await world.done('UpdateRole', { roleid, actions: 'GetTicket,GetTickets' });
  expectAnswer('UpdateRole', answer);
  expect(await stored(roleid)).toEqual([{ name: 'First', actions: ['getticket', 'gettickets'] }]);
  expect(await world.logged()).toMatchObject({
    description: `UpdateRole: roleid ${roleid}`,
    changes: { actions: [['openticket'], ['getticket', 'gettickets']] },
  });
  await world.done('UpdateRole', { roleid, name: ' fIRST ' });
  expect(await stored(roleid)).toEqual([{ name: 'fIRST', actions: ['getticket', 'gettickets'] }]);
});

test('a name that is being taken at the same time is refused', async () => {
  const roleid = await add('Racer');
  let pending: Promise<unknown> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await insertRole(db, 'Racing', []);
    pending = world.call('UpdateRole', { roleid, name: 'Racing' });
    // The call waits for this transaction, which decides whether the name is taken.
    for (;;) {
      const waiting = await db.query('select 1 from pg_locks where not granted');
      if (waiting.length > 0) return;
    }
  });
  expect(await pending).toEqual({ result: 'error', message: 'There is a role of that name already' });
});

test('takes effect on the next call', async () => {
  const credential = await world.credential(['GetTicketTypes']);
  const call = async () => (await world.post({ ...credential, action: 'GetTicketTypes' })).status;
  expect(await call()).toBe(200);
  const [row] = await world.rows<{ id: number }>(
    `select r.role_id as id from credential_roles r join credentials c on c.id = r.credential_id where c.identifier = $1`,
    [credential.identifier],
  );
  await world.done('UpdateRole', { roleid: row?.id, actions: 'OpenTicket' });
  expect(await call()).toBe(403);
  await world.done('UpdateRole', { roleid: row?.id, actions: 'gettickettypes' });
  expect(await call()).toBe(200);
});

const MORE = 'You may not give rights that you do not have';
testRefusals(world, 'UpdateRole', [
  { message: 'Role ID Not Found', params: {} },
  { message: 'Role ID Not Found', because: 'unknown id', params: { roleid: 999_999, name: 'New' } },
  { message: 'Name is required, with at most 250 characters', params: { roleid: 1, name: ' ' } },
  { message: 'Actions are required: a comma list, a list, or {"addclient":1}', params: { roleid: 1, actions: [null] } },
  {
    message: 'The value of the action "openticket" must be true or false',
    params: async () => ({ roleid: await add('Unread'), actions: { openticket: '2' } }),
  },
  { message: 'There is no action "NoSuch"', params: async () => ({ roleid: await add('Unknown'), actions: 'NoSuch' }) },
  {
    message: 'A role must list at least one action',
    params: async () => ({ roleid: await add('Empty'), actions: ',' }),
  },
  {
    message: 'The role "OAuth client" lists oauth/token and nothing else',
    because: 'the name',
    params: async () => ({ roleid: await add('Program'), name: 'OAuth client' }),
  },
  {
    message: 'The role "OAuth client" lists oauth/token and nothing else',
    because: 'the actions',
    params: async () => ({ roleid: await add('OAuth client', 'oauth/token'), actions: 'oauth/token,OpenTicket' }),
  },
  {
    message: 'There is a role of that name already',
    params: async () => {
      await add('Taken');
      return { roleid: await add('Other'), name: 'TAKEN' };
    },
  },
  {
    message: MORE,
    params: async () => ({ roleid: String(await add('Small')), actions: 'OpenTicket,GetTicket' }),
    world: calling(world, () => weak),
  },
  {
    message: 'You may not change what has rights that you do not have',
    params: async () => ({ roleid: String(await add('Big', '*')), actions: 'OpenTicket' }),
    world: calling(world, () => weak),
  },
  {
    message: 'Nobody would be left who may do everything',
    params: async () => ({
      roleid: (await lone.rows<{ id: number }>(`select id from roles where '*' = any(actions)`))[0]?.id,
      actions: 'OpenTicket',
    }),
    world: lone,
  },
]);
