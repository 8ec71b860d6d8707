import { testDoorRefusals } from '../../support/doors';
import { clientUser, dataOf, forbidden, staffUser, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

const remove = (id: number, who = callers.staff) => who.ask('DELETE', `/users/${id}`);

test('deletes a client and every way in, but no words of theirs', async () => {
  const eve = await clientUser(world, 'Eve Fox');
  const sent = { title: 'T', description: 'My words' };
  const { id } = (await dataOf(eve.ask('POST', '/tickets', sent))) as { id: number };
  await dataOf(eve.ask('POST', `/tickets/${id}/posts`, { text: 'More words' }));
  const deleted = (await dataOf(eve.ask('POST', '/tickets', sent))) as { id: number };
  await callers.staff.ask('DELETE', `/tickets/${deleted.id}`);
  await world.events();

  const answer = await remove(eve.id);
  const details = `User with id {${eve.id}} successfully deleted`;
  expect([answer.status, answer.json]).toEqual([200, { errors: [{ code: 's-204', title: 'No content', details }] }]);
  expect(await world.events()).toEqual(['ClientDelete']);
  expect((await callers.staff.ask('GET', `/users/${eve.id}`)).status).toBe(404);
  expect((await eve.ask('GET', '/types')).status).toBe(401);

  const guest = { user_id: 0, user_name: 'Eve Fox', user_email: eve.email };
  expect(await dataOf(callers.staff.ask('GET', `/tickets/${id}`))).toMatchObject(guest);
  expect(await dataOf(callers.staff.ask('GET', `/tickets/${deleted.id}`))).toMatchObject({ ...guest, deleted: 1 });
  expect(await dataOf(callers.staff.ask('GET', `/tickets/${id}/posts/`))).toMatchObject([
    { text: 'More words', user_id: 0 },
    { text: 'My words', user_id: 0 },
  ]);
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ name: 'Eve Fox', email: eve.email });
  // The address is free again, and its new owner does not get the old tickets.
  const again = await dataOf(callers.staff.ask('POST', '/users', { name: 'Eve', email: eve.email }));
  expect(again.id).not.toBe(eve.id);
});

test('needs the right', async () => {
  const kim = await staffUser(world, 'kim', { actions: ['helpdeskeddy/deleteuser'] });
  const eve = await clientUser(world);
  expect((await remove(eve.id, kim)).status).toBe(200);
});

testDoorRefusals(world, 'helpdeskeddy/DeleteUser', [
  { message: 'User with id {999} not found', status: 404, request: () => remove(999) },
  { message: 'User with id {1000000999} not found', status: 404, request: () => remove(1_000_000_999) },
  {
    message: 'User with id {1000000001} is a member of staff, whom this API does not change',
    request: () => remove(callers.staff.id),
  },
  { message: forbidden('DeleteUser'), status: 403, request: () => remove(callers.ann.id, callers.ann) },
]);
