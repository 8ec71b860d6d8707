import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('enables a hook that was disabled', async () => {
  await world.change(
    `insert into hooks (name, digest, events, failures, last_failure, disabled_at, loaded_at)
     values ('a.js', '1', '{TicketOpen}', 10, 'a.js:1: Error: no', now(), now()),
       ('b.js', '2', '{TicketOpen}', 10, 'b.js:1: Error: no', now(), now())`,
  );
  const answer = await world.done('EnableHook', { name: 'a.js' });
  expectAnswer('EnableHook', answer);
  expect(
    await world.rows('select name, failures, disabled_at is null as enabled, enabled_at from hooks order by name'),
  ).toEqual([
    { name: 'a.js', failures: 0, enabled: true, enabled_at: world.now },
    { name: 'b.js', failures: 10, enabled: false, enabled_at: null },
  ]);
  expect(await world.logged()).toMatchObject({ action: 'EnableHook', description: 'EnableHook: a.js' });
});

testRefusals(world, 'EnableHook', [
  { message: 'Hook Not Found', params: { name: 'none.js' } },
  { message: 'Hook Not Found', because: 'none', params: {} },
]);
