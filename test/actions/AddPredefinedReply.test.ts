import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('adds a reply after the others, without a category by default', async () => {
  const { categoryid } = await world.done('AddPredefinedReplyCategory', { name: 'Billing' });
  const answer = await world.done('AddPredefinedReply', { name: ' Paid ', reply: ' Text\r\n', categoryid });
  expectAnswer('AddPredefinedReply', answer);
  expect(await world.logged()).toMatchObject({
    description: `AddPredefinedReply: categoryid ${categoryid}, predefinedreplyid ${answer.predefinedreplyid}`,
    changes: { name: [null, 'Paid'] },
  });
  await world.done('AddPredefinedReply', { name: 'Other', reply: 'Text', catid: categoryid });
  await world.done('AddPredefinedReply', { name: 'First', reply: 'Text', categoryid: '0', sortorder: 0 });
  expect(await world.rows('select name, body, category_id, sort_order from predefined_replies order by id')).toEqual([
    { name: 'Paid', body: ' Text\r\n', category_id: categoryid, sort_order: 1 },
    { name: 'Other', body: 'Text', category_id: categoryid, sort_order: 2 },
    { name: 'First', body: 'Text', category_id: null, sort_order: 0 },
  ]);
});

test('gives a reply a key', async () => {
  const { predefinedreplyid } = await world.done('AddPredefinedReply', { name: 'Keyed', reply: 'Text', key: 'Paid.1' });
  expect(await world.rows('select key from predefined_replies where id = $1', [predefinedreplyid])).toEqual([
    { key: 'Paid.1' },
  ]);
});

const text = { name: 'Name', reply: 'Text' };
const KEY = 'A key has at most 32 letters, digits, dots, hyphens and underscores';

testRefusals(world, 'AddPredefinedReply', [
  { message: KEY, because: 'a space', params: { ...text, key: 'two words' } },
  { message: KEY, because: 'long', params: { ...text, key: 'x'.repeat(33) } },
  { message: 'There is a predefined reply of that key already', params: { ...text, key: 'PAID.1' } },
  { message: 'Category ID Not Found', params: { ...text, categoryid: 999_999 } },
  { message: 'Name is required, with at most 250 characters', params: { ...text, name: ' ' } },
  {
    message: 'Name is required, with at most 250 characters',
    because: 'long',
    params: { ...text, name: 'x'.repeat(251) },
  },
  { message: 'Reply is required, with at most 65535 characters', params: { name: 'Name' } },
  {
    message: 'Reply is required, with at most 65535 characters',
    because: 'long',
    params: { ...text, reply: 'x'.repeat(65_536) },
  },
]);
