import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let categoryid: unknown;
let predefinedreplyid: unknown;

beforeAll(async () => {
  categoryid = (await world.done('AddPredefinedReplyCategory', { name: 'Billing' })).categoryid;
});

/** Created for each test, so that the rows of the table do not affect each other. */
beforeEach(async () => {
  const params = { name: 'Paid', reply: 'Text', sortorder: 1 };
  predefinedreplyid = (await world.done('AddPredefinedReply', params)).predefinedreplyid;
});

const row = async () => (await world.rows('select * from predefined_replies where id = $1', [predefinedreplyid]))[0]!;

type Params = () => Record<string, unknown>;

/** The parameters sent, the changes of the row and in the log and, if it matters, the parameters sent before. */
test.each<[string, Params, Params, Params, Params?]>([
  ['nothing when nothing is sent', () => ({}), () => ({}), () => ({})],
  ['the name', () => ({ name: ' Due ' }), () => ({ name: 'Due' }), () => ({ name: ['Paid', 'Due'] })],
  [
    'the text, which is not logged',
    () => ({ reply: ' New ' }),
    () => ({ body: ' New ' }),
    () => ({ body: ['...', '...'] }),
  ],
  ['the key', () => ({ key: 'new' }), () => ({ key: 'new' }), () => ({ key: [null, 'new'] })],
  [
    'the key to none',
    () => ({ removeKey: true }),
    () => ({ key: null }),
    () => ({ key: ['old', null] }),
    () => ({ key: 'old' }),
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
    () => ({ categoryid }),
  ],
])('changes %s', async (_what, params, expected, changes, earlier = () => ({})) => {
  await world.done('UpdatePredefinedReply', { predefinedreplyid, ...earlier() });
  const before = await row();
  const answer = await world.done('UpdatePredefinedReply', { predefinedreplyid, ...params() });
  expectAnswer('UpdatePredefinedReply', answer);
  expect(await row()).toEqual({ ...before, ...expected() });
  expect((await world.logged())!.changes ?? {}).toEqual(changes());
});

async function takenKey() {
  await world.done('AddPredefinedReply', { name: 'Other', reply: 'Text', key: 'taken' });
  return { predefinedreplyid, key: 'Taken' };
}

testRefusals(world, 'UpdatePredefinedReply', [
  {
    message: 'A key has at most 32 letters, digits, dots, hyphens and underscores',
    params: () => ({ predefinedreplyid, key: '-x' }),
  },
  { message: 'There is a predefined reply of that key already', params: takenKey },
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
