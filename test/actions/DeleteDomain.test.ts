import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a domain, and keeps the tickets about it', async () => {
  const { clientId } = await world.client();
  const domainid = await world.domain(clientId);
  const { id } = await world.ticket({ clientid: clientId, domainid });
  const answer = await world.done('DeleteDomain', { domainid });
  expectAnswer('DeleteDomain', answer);
  expect(await world.rows('select 1 from domains')).toEqual([]);
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ userid: clientId, service: '' });
  expect(await world.logged()).toMatchObject({ clientId, changes: { name: ['example.com', null] } });
});

testRefusals(world, 'DeleteDomain', [
  { message: 'Domain ID Not Found', params: {} },
  { message: 'Domain ID Not Found', because: 'no such', params: { domainid: 999_999 } },
]);
