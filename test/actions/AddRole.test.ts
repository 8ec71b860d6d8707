import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
let weak: Credentials;

beforeAll(async () => {
  weak = await world.credential(['AddRole', 'OpenTicket']);
});

const actionsOf = async (roleid: unknown) =>
  (await world.rows<{ actions: string[] }>('select actions from roles where id = $1', [roleid]))[0]?.actions;

test.each<[string, unknown, string[]]>([
  ['a comma list', 'OpenTicket, GETTICKET,openticket', ['openticket', 'getticket']],
  ['a list', ['OpenTicket', 'GetTicket'], ['openticket', 'getticket']],
  ['everything', 'OpenTicket,*', ['*']],
  ["WHMCS's own JSON", '{"openticket":1,"getticket":0,"acceptorder":"1"}', ['openticket', 'acceptorder']],
  ['the same as values', { openticket: 1, getticket: '0' }, ['openticket']],
  ['a JSON list', '["openticket"]', ['openticket']],
  ['asking for tokens', 'OAuth/Token', ['oauth/token']],
  [
    "what WHMCS has and the desk has not, and another API's",
    'AddOrder,helpdeskeddy/CreateTicket',
    ['addorder', 'helpdeskeddy/createticket'],
  ],
])('lists %s', async (name, actions, expected) => {
  const answer = await world.done('AddRole', { name, actions });
  expectAnswer('AddRole', answer);
  expect(await actionsOf(answer.roleid)).toEqual(expected);
});

test('accepts lists in the forms that PHP sends', async () => {
  const { json } = await world.post({
    action: 'AddRole',
    name: ' Of PHP ',
    'actions[openticket]': '1',
    'actions[getticket]': '1',
  });
  expect(await actionsOf(json?.roleid)).toEqual(['openticket', 'getticket']);
  const list = await world.post({ action: 'AddRole', name: 'List of PHP', 'actions[]': 'openticket' });
  expect(await actionsOf(list.json?.roleid)).toEqual(['openticket']);
});

test('is recorded in the activity log', async () => {
  const { roleid } = await world.done('AddRole', { name: ' Told ', actions: 'GetTicket' });
  expect(await world.logged()).toMatchObject({
    description: `AddRole: roleid ${roleid}`,
    changes: { name: [null, 'Told'], actions: [null, ['getticket']] },
  });
});

test('lets callers grant rights that they have', async () => {
  expect(
    await calling(world, () => weak).call('AddRole', { name: 'Given', actions: 'OpenTicket,AddRole' }),
  ).toMatchObject({
    result: 'success',
  });
});

const ACTIONS = 'Actions are required: a comma list, a list, or {"addclient":1}';
const NAME = 'Name is required, with at most 250 characters';
testRefusals(world, 'AddRole', [
  { message: NAME, params: { actions: '*' } },
  { message: NAME, because: 'blank', params: { name: ' ', actions: '*' } },
  { message: NAME, because: 'a list', params: { name: ['x'], actions: '*' } },
  { message: ACTIONS, params: { name: 'New' } },
  { message: ACTIONS, because: 'objects in it', params: { name: 'New', actions: [{}] } },
  {
    message: 'The value of the action "openticket" must be true or false',
    params: { name: 'New', actions: { openticket: 'maybe' } },
  },
  { message: 'There is no action "NoSuch"', params: { name: 'New', actions: 'OpenTicket,NoSuch' } },
  { message: 'There is no action "[object Object]"', params: { name: 'New', actions: '[{"openticket":1}]' } },
  { message: 'There is no action "[object Object]"', params: { name: 'New', actions: '[{"toString":1}]' } },
  { message: 'There is no action "[object Array]"', params: { name: 'New', actions: '[["openticket"]]' } },
  { message: 'There is no action "constructor"', params: { name: 'New', actions: { constructor: 1 } } },
  {
    message: 'There is no action "{"openticket":"',
    because: 'broken JSON',
    params: { name: 'New', actions: '{"openticket":' },
  },
  {
    message: 'Parameter "actions" contains characters that are not valid text',
    params: { name: 'New', actions: ['open\0ticket'] },
  },
  {
    message: 'Parameter "actions" contains characters that are not valid text',
    because: 'in a name',
    params: { name: 'New', actions: { 'open\0ticket': 1 } },
  },
  { message: 'A role must list at least one action', params: { name: 'New', actions: ' , ' } },
  {
    message: 'A role must list at least one action',
    because: 'nothing set',
    params: { name: 'New', actions: { openticket: 0 } },
  },
  {
    message: 'The role "OAuth client" lists oauth/token and nothing else',
    params: { name: ' OAUTH client', actions: '*' },
  },
  {
    message: 'There is a role of that name already',
    params: async () => {
      await world.done('AddRole', { name: 'Taken', actions: '*' });
      return { name: ' tAKEN', actions: '*' };
    },
  },
  ...['*', 'OpenTicket,GetTicket', 'AddOrder'].map((actions) => ({
    message: 'You may not give rights that you do not have',
    because: actions,
    params: { name: 'More', actions },
    world: calling(world, () => weak),
  })),
]);
