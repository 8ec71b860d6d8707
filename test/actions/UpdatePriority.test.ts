import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const priorityOf = async (id: unknown) => (await world.rows('select * from priorities where id = $1', [id]))[0];

test.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>]>([
  ['nothing when nothing is sent', { priorityid: 3 }, {}, {}],
  ['the name', { priorityid: 3, name: ' Urgent ' }, { name: 'Urgent' }, { name: ['High', 'Urgent'] }],
  ['the number', { priorityid: 3, publicid: 9 }, { public_id: 9 }, { public_id: [1, 9] }],
  ['its own number, which is no change', { priorityid: 1, publicid: 2 }, {}, {}],
  ['the place', { priorityid: 3, sortorder: 9 }, { sort_order: 9 }, { sort_order: [3, 9] }],
  [
    'the letters of the default one',
    { priorityid: 2, name: 'MEDIUM' },
    { name: 'MEDIUM' },
    { name: ['Medium', 'MEDIUM'] },
  ],
])('changes %s', async (_what, params, expected, changes) => {
  const before = await priorityOf(params.priorityid);
  const answer = await world.done('UpdatePriority', params);
  expectAnswer('UpdatePriority', answer);
  expect(await priorityOf(params.priorityid)).toEqual({ ...before, ...expected });
  expect((await world.logged())?.changes ?? {}).toEqual(changes);
});

testRefusals(world, 'UpdatePriority', [
  { message: 'Priority ID Not Found', params: {} },
  { message: 'Priority ID Not Found', because: 'unknown id', params: { priorityid: 999_999, name: 'New' } },
  { message: 'Name is required, with at most 250 characters', because: 'blank', params: { priorityid: 1, name: ' ' } },
  {
    message: 'Name is required, with at most 250 characters',
    because: 'long',
    params: { priorityid: 1, name: 'x'.repeat(251) },
  },
  {
    message: 'The default priority cannot be renamed',
    because: 'it is set',
    params: async () => {
      const { priorityid } = await world.done('AddPriority', { name: 'Usual' });
      await world.done('SetConfigurationValue', { setting: 'TicketDefaultPriority', value: 'Usual' });
      return { priorityid, name: 'Middling' };
    },
  },
  // Overriding the default with the setting does not free the original one.
  { message: 'The default priority cannot be renamed', params: { priorityid: 2, name: 'Middling' } },
  { message: 'There is a priority of that name already', params: { priorityid: 1, name: 'medium' } },
  { message: 'There is a priority of that publicid already', params: { priorityid: 1, publicid: 3 } },
]);
