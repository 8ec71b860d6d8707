import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const statusOf = async (id: unknown) => (await world.rows('select * from statuses where id = $1', [id]))[0];

test('adds a status after the others', async () => {
  const answer = await world.done('AddStatus', { title: ' Parts ordered ' });
  expectAnswer('AddStatus', answer);
  expect(await statusOf(answer.statusid)).toEqual({
    id: answer.statusid,
    title: 'Parts ordered',
    color: '#000000',
    is_active: true,
    is_awaiting_reply: false,
    is_closed: false,
    auto_close: false,
    sort_order: 11,
    slug: null,
    names: {},
  });
  expect((await world.logged())?.changes).toEqual({ title: [null, 'Parts ordered'] });
});

test('stores every parameter', async () => {
  const { statusid } = await world.done('AddStatus', {
    ...{ title: 'Solved', color: '#AbCdEf', active: 'false', awaitingreply: 1, closed: 1, autoclose: 1 },
    ...{ slug: 'Solved', sortorder: 3 },
  });
  expect(await statusOf(statusid)).toMatchObject({
    color: '#abcdef',
    is_active: false,
    is_awaiting_reply: true,
    is_closed: true,
    auto_close: true,
    slug: 'solved',
    sort_order: 3,
  });
  const { id: ticketid } = await world.ticket();
  await world.done('UpdateTicket', { ticketid, status: 'solved' });
  expect(await world.done('GetTicket', { ticketid })).toMatchObject({ status: 'Solved' });
});

test('of two concurrent calls with the same name, only one succeeds', async () => {
  const answers = await Promise.all(['Twin', 'tWIN'].map((title) => world.call('AddStatus', { title })));
  expect(answers.map(({ result }) => result).sort()).toEqual(['error', 'success']);
  expect(answers).toContainEqual({ result: 'error', message: 'There is a status of that title already' });
});

testRefusals(world, 'AddStatus', [
  { message: 'Title is required, with at most 250 characters', params: {} },
  { message: 'Title is required, with at most 250 characters', because: 'blank', params: { title: ' ' } },
  { message: 'Title is required, with at most 250 characters', because: 'long', params: { title: 'x'.repeat(251) } },
  ...['red', '#12345', '#1234567', '#12345g'].map((color) => ({
    message: 'Color must be written as #rrggbb',
    because: color,
    params: { title: 'New', color },
  })),
  ...['7', 'a b', 'ä', 'x'.repeat(101)].map((slug) => ({
    message: 'Slug must begin with a letter, have only letters, digits, - and _, and at most 100 of them',
    because: slug,
    params: { title: 'New', slug },
  })),
  ...['error', ' Success', 'AWAITING REPLY', 'All Active Tickets', 'My Flagged Tickets'].map((title) => ({
    message: 'The title is reserved',
    because: title,
    params: { title },
  })),
  { message: 'There is a status of that title already', params: { title: 'oPEN' } },
  { message: 'There is a status of that slug already', params: { title: 'New', slug: 'PROCESS' } },
]);
