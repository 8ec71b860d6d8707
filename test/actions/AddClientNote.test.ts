import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('adds a note by the calling staff user', async () => {
  const staffId = await world.admin('jo');
  const { clientId } = await world.client();
  const answer = await world.done('AddClientNote', { userid: clientId, notes: ' Calls <early> ', sticky: 'on' }, 'jo');
  expectAnswer('AddClientNote', answer);
  const [note] = await world.rows('select * from client_notes where id = $1', [answer.noteid]);
  expect(note).toEqual({
    id: answer.noteid,
    client_id: clientId,
    staff_id: staffId,
    author_name: 'Jo Admin',
    body: ' Calls <early> ',
    sticky: true,
    created_at: world.now,
  });
  expect(await world.logged()).toMatchObject({
    description: `AddClientNote: userid ${clientId}, noteid ${answer.noteid}`,
    clientId,
    staffId,
    changes: null,
  });
});

test('userid is the id of a client, which may be called clientid too', async () => {
  // One more client than users, so that their ids differ.
  await world.change('delete from client_users where client_id = $1', [(await world.client()).clientId]);
  await world.change('delete from users where id = (select max(id) from users)');
  const { clientId } = await world.client();
  const { noteid } = await world.done('AddClientNote', { clientid: clientId, notes: 'Note' });
  const rows = await world.rows('select client_id, staff_id, sticky from client_notes where id = $1', [noteid]);
  expect(rows).toEqual([{ client_id: clientId, staff_id: null, sticky: false }]);
});

testRefusals(world, 'AddClientNote', [
  { message: 'Client ID not found', params: { notes: 'Note' } },
  { message: 'Client ID not found', because: 'no such client', params: { userid: 999_999, notes: 'Note' } },
  { message: 'Notes can not be empty', params: async () => ({ userid: (await world.client()).clientId }) },
  { message: 'Notes can not be empty', because: 'blank', params: { userid: 1, notes: ' \n' } },
]);
