import { compareAnswers } from '../../src/comparing/diff';
import { Tally } from '../../src/comparing/tally';
import { recordComparisons } from '../../src/store/comparing/comparisons';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const answer = (more: Record<string, unknown> = {}) => ({
  result: 'success',
  status: 'Open',
  subject: 'Tom & Ann',
  ...more,
});

async function record(fill: (tally: Tally) => void): Promise<void> {
  const tally = new Tally();
  fill(tally);
  const { calls, differences } = tally.take();
  await world.desk.database.transaction('write', async (db) => recordComparisons(db, calls, differences));
}

beforeEach(async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  await record((tally) => {
    tally.add('GetTicket', 'ticketid=1', compareAnswers(answer(), answer()), world.now);
    const entities = answer({ subject: 'Tom &amp; Ann' });
    tally.add('GetTicket', 'ticketid=2', compareAnswers(answer(), entities), world.now);
    tally.add('GetTicket', 'ticketid=3', compareAnswers(answer(), { ...entities, status: 'Closed' }), world.now);
    tally.count('GetTicket', 'failed', world.now, 'it refuses connections');
    tally.count('GetTicket', 'full', world.now);
    tally.add('GetTickets', '', compareAnswers(answer(), answer()), world.now);
  });
});

afterEach(() => world.change('truncate comparison_calls, comparison_differences'));

test('sums up how alike the desks are, the worst action and what matters first', async () => {
  const summary = await world.done('GetComparison');
  expectAnswer('GetComparison', summary);
  expect(summary).toMatchObject({
    ...{ mode: 'off', callshare: 100, days: 30 },
    ...{ compared: 4, equal: 2, skipped: 1, failed: 1, fields: 12, differing: 3, totalresults: 2 },
    actions: {
      action: [
        {
          ...{ name: 'GetTicket', compared: 3, equal: 1, skipped: 1, failed: 1, fields: 9, differing: 3 },
          ...{ first: '2027-01-31', last: '2027-01-31 09:00:00', totaldifferences: 2 },
          outcomes: {
            outcome: [
              { name: 'equal', calls: 1, said: '' },
              { name: 'different', calls: 2, said: '' },
              { name: 'full', calls: 1, said: '' },
              { name: 'failed', calls: 1, said: 'it refuses connections' },
            ],
          },
          differences: {
            difference: [
              {
                ...{ field: 'status', kind: 'value', matters: true, calls: 1, times: 1 },
                examples: {
                  example: [{ date: '2027-01-31 09:00:00', call: 'ticketid=3', here: '"Open"', there: '"Closed"' }],
                },
              },
              { field: 'subject', kind: 'entities', matters: false, calls: 2, times: 2 },
            ],
          },
        },
        { name: 'GetTickets', compared: 1, equal: 1 },
      ],
    },
  });
});

test('adds up what several processes and days have found', async () => {
  await record((tally) => {
    world.now = new Date('2027-02-02T10:00:00Z');
    for (const id of [7, 8, 9]) {
      tally.add('GetTicket', `ticketid=${id}`, compareAnswers(answer(), answer({ status: 'On Hold' })), world.now);
    }
  });
  const [first] = actionsOf(await world.done('GetComparison', { actionname: 'getticket' }));
  expect(first).toMatchObject({ compared: 6, equal: 1, first: '2027-01-31', last: '2027-02-02 10:00:00' });
  expect(first?.differences.difference[0]).toMatchObject({
    ...{ field: 'status', calls: 4, first: '2027-01-31 09:00:00', last: '2027-02-02 10:00:00' },
    // The newest day has the newest examples.
    examples: { example: [{ call: 'ticketid=7' }, { call: 'ticketid=8' }, { call: 'ticketid=9' }] },
  });
  const [since] = actionsOf(await world.done('GetComparison', { since: '2027-02-01' }));
  expect(since).toMatchObject({ compared: 3, equal: 0 });
});

test('keeps three examples of a day, however many processes have some', async () => {
  for (const id of [4, 5, 6, 7]) {
    await record((tally) =>
      tally.add('GetTicket', `ticketid=${id}`, compareAnswers(answer(), answer({ status: 'Closed' })), world.now),
    );
  }
  const [first] = actionsOf(await world.done('GetComparison'));
  expect(first?.differences.difference[0]?.examples.example.map(({ call }) => call)).toEqual([
    ...['ticketid=3', 'ticketid=4', 'ticketid=5'],
  ]);
});

test('lists no more differences than wanted, and says how many there are', async () => {
  const [first] = actionsOf(await world.done('GetComparison', { limitnum: 1 }));
  expect(first).toMatchObject({ totaldifferences: 2, differences: { difference: [{ field: 'status' }] } });
});

test('shows no examples to administrators of some departments', async () => {
  await world.admin('part', { departmentIds: [1] });
  const [first] = actionsOf(await world.done('GetComparison', {}, 'part'));
  expect(first?.differences.difference.map(({ examples }) => examples.example)).toEqual([[], []]);
});

interface Summarised {
  compared: number;
  differences: { difference: { field: string; calls: number; examples: { example: { call: string }[] } }[] };
}

const actionsOf = (summary: unknown): Summarised[] => (summary as { actions: { action: Summarised[] } }).actions.action;

testRefusals(world, 'GetComparison', [{ message: 'Invalid Date Format', params: { since: 'yesterday' } }]);
