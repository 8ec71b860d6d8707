import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists pinned notes first, then the newest, with their authors', async () => {
  const jo = await world.admin('jo');
  const [{ clientId: userid }, other] = [await world.client(), await world.client('Bob Ray')];
  await world.done('AddClientNote', { userid: other.clientId, notes: 'Of another' });
  const started = world.now;
  const add = async (minute: number, note: Record<string, unknown>, admin?: string) => {
    world.now = new Date(started.getTime() + minute * 60_000);
    await world.done('AddClientNote', { userid, ...note }, admin);
  };
  await add(0, { notes: 'Pinned', sticky: true }, 'jo');
  await add(1, { notes: 'Old' });
  await add(2, { notes: 'New\n<b>line</b>' });
  const answer = await world.done('GetClientNotes', { clientid: userid });
  expectAnswer('GetClientNotes', answer);
  expect(answer).toMatchObject({
    totalresults: 3,
    notes: {
      note: [
        { userid, adminid: jo, admin: 'Jo Admin', note: 'Pinned', sticky: true },
        { adminid: 0, admin: '', note: 'New\n<b>line</b>', sticky: false },
        { note: 'Old' },
      ],
    },
  });
  const second = await world.done('GetClientNotes', { userid, limitstart: 1, limitnum: 1 });
  expect(second).toMatchObject({ totalresults: 3, startnumber: 1, numreturned: 1 });
  world.now = started;
});

testRefusals(world, 'GetClientNotes', [
  { message: 'Client ID not found', params: { userid: 999_999 } },
  { message: 'Client ID not found', because: 'none', params: {} },
]);
