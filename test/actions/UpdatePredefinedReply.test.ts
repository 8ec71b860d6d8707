import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let categoryid: unknown;
let predefinedreplyid: unknown;

beforeAll(async () => {
  categoryid = (await world.done('AddPredefinedReplyCategory', { name: 'Billing' })).categoryid;
  predefinedreplyid = (await world.done('AddPredefinedReply', { name: 'Paid', reply: 'Text' })).predefinedreplyid;
});

const row = async () => (await world.rows('select * from predefined_replies where id = $1', [predefinedreplyid]))[0]!;

test.each<[string, () => Record<string, unknown>, () => Record<string, unknown>, () => Record<string, unknown>]>([
  ['nothing, where nothing is sent', () => ({}), () => ({}), () => ({})],
  ['the name', () => ({ name: ' Due ' }), () => ({ name: 'Due' }), () => ({ name: ['Paid', 'Due'] })],
  [
    'the text, of which the log says no more',
    () => ({ reply: ' New ' }),
    () => ({ body: ' New ' }),
    () => ({ body: ['...', '...'] }),
  ],
  ['the place', () => ({ sortorder: 7 }), () => ({ sort_order: 7 }), () => ({ sort_order: [1, 7] })],
  [
    'the category',
    () => ({ categoryid }),
    () => ({ category_id: categoryid }),
    () => ({ category_id: [null, categoryid] }),
  ],
  [
    'the category to none',
    () => ({ categoryid: 0 }),
    () => ({ category_id: null }),
    () => ({ category_id: [categoryid, null] }),
  ],
])('changes %s', async (_what, params, expected, changes) => {
  const before = await row();
  const answer = await world.done('UpdatePredefinedReply', { predefinedreplyid, ...params() });
  expectAnswer('UpdatePredefinedReply', answer);
  expect(await row()).toEqual({ ...before, ...expected() });
  expect((await world.logged())!.changes ?? {}).toEqual(changes());
});

testRefusals(world, 'UpdatePredefinedReply', [
  { message: 'Predefined Reply ID Not Found', params: {} },
  {
    message: 'Predefined Reply ID Not Found',
    because: 'no such reply',
    params: { predefinedreplyid: 999_999, categoryid: 999_999 },
  },
  { message: 'Category ID Not Found', params: () => ({ predefinedreplyid, categoryid: 999_999 }) },
  { message: 'Name is required, with at most 250 characters', params: () => ({ predefinedreplyid, name: ' ' }) },
  { message: 'Reply is required, with at most 65535 characters', params: () => ({ predefinedreplyid, reply: ' ' }) },
]);
