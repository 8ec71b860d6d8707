import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  await world.change(
    `insert into hooks (name, digest, events, failures, last_failure, last_failure_at, disabled_at, loaded_at)
     values ('a.js', '1', '{TicketOpen,TicketClose}', 0, '', null, null, $1),
       ('b.ts', '2', '{TicketOpenValidation}', 3, 'b.ts:7: Error: no', $1, null, $1),
       ('c.js', '3', '{ClientAdd}', 10, 'c.js:1: Error: never', $1, $1, $1)`,
    [world.now],
  );
});

const list = async (params: Record<string, unknown> = {}) =>
  (await world.done('GetHooks', params)) as unknown as { totalresults: number; hooks: { hook: object[] } };

test('lists hooks with their state and the last failure', async () => {
  const answer = await list();
  expectAnswer('GetHooks', answer);
  const date = '2027-01-31 09:00:00';
  const fine = { failures: 0, lastfailure: '', lastfailed: '', disabled: '' };
  const failing = { failures: 3, lastfailure: 'b.ts:7: Error: no', lastfailed: date, disabled: '' };
  const disabled = { failures: 10, lastfailure: 'c.js:1: Error: never', lastfailed: date, disabled: date };
  expect(answer).toMatchObject({
    totalresults: 3,
    hooks: {
      hook: [
        { name: 'a.js', events: 'TicketOpen,TicketClose', state: 'enabled', loaded: date, ...fine },
        { name: 'b.ts', events: 'TicketOpenValidation', state: 'failing', loaded: date, ...failing },
        { name: 'c.js', events: 'ClientAdd', state: 'disabled', loaded: date, ...disabled },
      ],
    },
  });
});

test('only one, or none', async () => {
  expect(await list({ name: 'b.ts' })).toMatchObject({ totalresults: 1, hooks: { hook: [{ name: 'b.ts' }] } });
  expect(await list({ name: 'd.js' })).toMatchObject({ totalresults: 0, hooks: { hook: [] } });
});

testRefusals(world, 'GetHooks', []);
