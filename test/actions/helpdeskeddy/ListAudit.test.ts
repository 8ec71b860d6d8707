import { testDoorRefusals } from '../../support/doors';
import { dataOf, forbidden, useCallers } from '../../support/helpdeskeddy';
import { useWorld } from '../../support/world';

const world = useWorld();
const callers = useCallers(world);

interface Entry {
  ticket_id: number;
  user_id: number;
  user_name: string;
  date_created: string;
  text: string;
  changes: { name: string; from: string; to: string }[];
}
const audit = async (id: number, query = '') =>
  (await dataOf(callers.staff.ask('GET', `/tickets/${id}/audit/${query}`))) as unknown as Entry[];

test('lists what was done with a ticket, and by whom, the newest first', async () => {
  const { id } = (await dataOf(callers.ann.ask('POST', '/tickets', { title: 'T', description: 'D' }))) as {
    id: number;
  };
  const other = (await dataOf(callers.bob.ask('POST', '/tickets', { title: 'T', description: 'D' }))) as { id: number };
  await dataOf(callers.ann.ask('POST', `/tickets/${id}/posts`, { text: 'Hello?' }));
  await dataOf(callers.staff.ask('POST', `/tickets/${id}/comments`, { text: 'Secret' }));
  await dataOf(callers.staff.ask('PUT', `/tickets/${id}`, { title: 'New' }));
  await dataOf(callers.staff.ask('PUT', `/tickets/${other.id}`, { title: 'Other' }));
  await world.done('LogActivity', { description: `Ticket changed: id ${id}` });

  const entries = await audit(id);
  const [ann, jo] = [callers.ann.id, callers.staff.id];
  expect(entries.map(({ text, user_id }) => [text.replace(/, .*/, ''), user_id])).toEqual([
    [`Ticket changed: id ${id}`, jo],
    [`Note added: id ${id}`, jo],
    [`Reply added: id ${id}`, ann],
    [`Ticket opened: id ${id}`, ann],
  ]);
  expect(entries[0]).toMatchObject({
    ticket_id: id,
    user_name: 'jo',
    date_created: '2017-01-26 17:45:00',
    changes: [{ name: 'subject', from: 'T', to: 'New' }],
  });
  expect(JSON.stringify(entries)).not.toMatch(/Secret|Hello/);
  expect(await audit(id, '?page=2')).toEqual([]);
});

testDoorRefusals(world, 'helpdeskeddy/ListAudit', [
  {
    message: 'Ticket with id {999} not found',
    status: 404,
    request: () => callers.staff.ask('GET', '/tickets/999/audit/'),
  },
  {
    message: 'Ticket with id {1} not found',
    status: 404,
    because: "another department's",
    request: () => callers.elsewhere.ask('GET', '/tickets/1/audit/'),
  },
  { message: forbidden('ListAudit'), status: 403, request: () => callers.ann.ask('GET', '/tickets/1/audit/') },
]);
