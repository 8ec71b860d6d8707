import { compareAnswers } from '../../src/comparing/diff';
import { Tally } from '../../src/comparing/tally';

const NOW = new Date('2027-01-31T09:00:00Z');

test('counts calls by outcome, fields, and differences with a few examples', () => {
  const tally = new Tally();
  tally.add('GetTicket', 'ticketid=1', compareAnswers({ a: 1, b: 2 }, { a: 1, b: 2 }), NOW);
  for (const id of [2, 3, 4, 5]) {
    tally.add('GetTicket', `ticketid=${id}`, compareAnswers({ a: 1, b: id }, { a: 1, b: 'x' }), NOW);
  }
  tally.count('GetTicket', 'failed', NOW, 'it did not answer');
  const { calls, differences } = tally.take();
  expect(
    calls.map(({ outcome, calls: count, fields, differing, said }) => [outcome, count, fields, differing, said]),
  ).toEqual([
    ['equal', 1, 2, 0, ''],
    ['different', 4, 8, 4, ''],
    ['failed', 1, 0, 0, 'it did not answer'],
  ]);
  expect(differences).toHaveLength(1);
  expect(differences[0]).toMatchObject({ day: '2027-01-31', field: 'b', kind: 'value', times: 4, calls: 4 });
  expect(differences[0]?.examples.map(({ call }) => call)).toEqual(['ticketid=2', 'ticketid=3', 'ticketid=4']);
  expect(tally.take()).toEqual({ calls: [], differences: [] });
});

test('counts a call once that has a difference in several rows', () => {
  const tally = new Tally();
  const list = (status: string) => ({ ticket: [1, 2, 3].map((id) => ({ id, status })) });
  tally.add('GetTickets', '', compareAnswers(list('Open'), list('Closed')), NOW);
  expect(tally.take().differences).toMatchObject([{ field: 'ticket[].status', times: 3, calls: 1 }]);
});

test('keeps days apart', () => {
  const tally = new Tally();
  tally.count('GetTicket', 'full', NOW);
  tally.count('GetTicket', 'full', new Date('2027-02-01T00:00:00Z'));
  expect(tally.take().calls.map(({ day }) => day)).toEqual(['2027-01-31', '2027-02-01']);
});

test('remembers no more than 200 differences of an action, however many there are', () => {
  const tally = new Tally();
  const nonsense = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, 1]));
  tally.add('GetTicket', '', compareAnswers({}, nonsense), NOW);
  const { calls, differences } = tally.take();
  expect(differences).toHaveLength(200);
  expect(calls).toMatchObject([{ outcome: 'different', differing: 1000 }]);
});
