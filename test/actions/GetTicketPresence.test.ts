import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
let ids: { jo: number; sam: number };

beforeAll(async () => {
  ids = { jo: await world.admin('jo'), sam: await world.admin('sam', { departmentIds: [1] }) };
});

const at = (time: string) => {
  world.now = new Date(`2027-01-31T${time}Z`);
};
const set = (who: string, ticketid: number, state: string) => world.done('SetTicketPresence', { ticketid, state }, who);
const present = async (params: Record<string, unknown> = {}, who?: string) => {
  const answer = await world.done('GetTicketPresence', params, who);
  const { person } = answer.people as { person: { ticketid: number; adminid: number; state: string }[] };
  return person.map(({ ticketid, adminid, state }) => [ticketid, adminid, state]);
};

test('lists who is where, since when and what they do, until they leave or expire', async () => {
  const [one, other] = [(await world.ticket()).id, (await world.ticket()).id];
  const empty = { result: 'success', totalresults: 0, people: { person: [] } };
  at('09:00:00');
  expect(await world.done('GetTicketPresence')).toEqual(empty);
  await set('jo', one, 'viewing');
  at('09:00:10');
  await set('sam', one, 'typing');
  await set('jo', other, 'viewing');
  const answer = await world.done('GetTicketPresence');
  expectAnswer('GetTicketPresence', answer);
  const jo = { ticketid: one, adminid: ids.jo, name: 'Jo Admin', state: 'viewing' };
  expect(answer).toEqual({
    ...{ result: 'success', totalresults: 3 },
    people: {
      person: [
        { ...jo, since: '2027-01-31 09:00:00', expires: '2027-01-31 09:00:45' },
        {
          ...{ ticketid: one, adminid: ids.sam, name: 'Jo Admin', state: 'typing' },
          ...{ since: '2027-01-31 09:00:10', expires: '2027-01-31 09:00:55' },
        },
        { ...jo, ticketid: other, since: '2027-01-31 09:00:10', expires: '2027-01-31 09:00:55' },
      ],
    },
  });
  expect(await present({ ticketids: `${other}, 999999` })).toEqual([[other, ids.jo, 'viewing']]);
  expect(await present({ ticketid: [one] })).toHaveLength(2);

  await set('jo', other, 'away');
  at('09:00:30');
  expect(await present()).toEqual([
    [one, ids.jo, 'viewing'],
    [one, ids.sam, 'viewing'],
  ]);
  at('09:00:50');
  expect(await present()).toEqual([[one, ids.sam, 'viewing']]);
  at('09:01:00');
  expect(await present()).toEqual([]);
});

test('shows nobody at tickets of other departments, at deleted ones, or who was disabled', async () => {
  const deptid = await world.department({ name: 'Elsewhere' });
  const [here, there, gone] = [await world.ticket(), await world.ticket({ deptid }), await world.ticket()];
  at('10:00:00');
  for (const { id } of [here, there, gone]) await set('jo', id, 'viewing');
  await world.done('DeleteTicket', { ticketid: gone.id });
  expect(await present()).toEqual([
    [here.id, ids.jo, 'viewing'],
    [there.id, ids.jo, 'viewing'],
  ]);
  expect(await present({}, 'sam')).toEqual([[here.id, ids.jo, 'viewing']]);
  expect(await present({ ticketids: there.id }, 'sam')).toEqual([]);
  await world.change(`update staff set disabled = true where username = 'jo'`);
  expect(await present()).toEqual([]);
});

testRefusals(world, 'GetTicketPresence', [
  { message: 'The ticket ids must be numbers separated by commas', params: { ticketids: '1,two' } },
  {
    message: 'The ticket ids must be numbers separated by commas',
    because: 'too long',
    params: { ticketids: '1234567890' },
  },
]);
