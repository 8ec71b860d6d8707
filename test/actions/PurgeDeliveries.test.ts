import { noting, startDelivering, stopDelivering } from '../deliveries/deliver';
import { expectAnswer } from '../support/answers';
import { eventually } from '../support/eventually';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeEach(() =>
  world.change(
    `insert into deliveries (listener, sequence, event, ticket_id, state, due_at, claimed_by, created_at)
     values ('one', 1, 'TicketOpen', 5, 'dead', $1, null, $1), ('one', 2, 'TicketClose', 5, 'retrying', $1, null, $1),
       ('one', 3, 'TicketOpen', 5, 'waiting', 'infinity', null, $1), ('other', 1, 'TicketOpen', 5, 'dead', $1, null, $1),
       ('other', 2, 'TicketOpen', 6, 'waiting', $1, gen_random_uuid(), $1)`,
    [world.now],
  ),
);

afterEach(() => world.change('delete from deliveries'));

const left = async () =>
  (await world.rows('select listener, sequence from deliveries order by 1, 2')).map(
    ({ listener, sequence }) => `${listener} ${sequence}`,
  );

test.each<[Record<string, unknown>, number, string[]]>([
  [{ state: 'dead' }, 2, ['one 2', 'one 3', 'other 2']],
  [{ state: 'dead', listener: 'other' }, 1, ['one 1', 'one 2', 'one 3', 'other 2']],
  // What is being delivered right now stays.
  [{ state: 'waiting' }, 1, ['one 1', 'one 2', 'other 1', 'other 2']],
])('%j', async (params, purged, kept) => {
  const answer = await world.done('PurgeDeliveries', params);
  expectAnswer('PurgeDeliveries', answer);
  expect(answer).toMatchObject({ purged, more: false });
  expect(await left()).toEqual(kept);
});

test('what waited for a purged one of its ticket goes on', async () => {
  await world.done('PurgeDeliveries', { state: 'retrying' });
  const listener = noting('one');
  startDelivering(world, [listener]);
  await eventually(() => listener.told.some(({ sequence }) => sequence === 3));
  await stopDelivering();
});

testRefusals(world, 'PurgeDeliveries', [
  { message: 'The state must be waiting, retrying, delivered or dead', params: { state: 'lost' } },
  { message: 'The state must be waiting, retrying, delivered or dead', because: 'none', params: {} },
]);
