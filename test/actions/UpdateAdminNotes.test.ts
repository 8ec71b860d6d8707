import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test("writes the caller's notes and no one else's", async () => {
  await world.done('AddAdmin', { adminusername: 'jo', notes: 'Old' });
  await world.done('AddAdmin', { adminusername: 'sam', notes: 'Of Sam' });
  const answer = await world.done('UpdateAdminNotes', { notes: ' New\n & "so" ' }, 'jo');
  expectAnswer('UpdateAdminNotes', answer);
  expect(await world.rows('select notes from staff order by id')).toEqual([
    { notes: ' New\n & "so" ' },
    { notes: 'Of Sam' },
  ]);
  const entry = await world.logged();
  expect(entry).toMatchObject({ username: 'jo', changes: { notes: ['...', '...'] } });
});

testRefusals(world, 'UpdateAdminNotes', [
  { message: 'Parameter "notes" is required', params: {} },
  { message: 'Parameter "notes" may have at most 65535 characters', params: { notes: 'x'.repeat(65_536) } },
  { message: 'Only an administrator has notes', params: { notes: 'Whose?' } },
]);
