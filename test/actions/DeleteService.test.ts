import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('deletes a service with its cancellation request, and keeps the tickets about it', async () => {
  const { clientId } = await world.client();
  const serviceid = await world.service(clientId);
  await world.done('AddCancelRequest', { serviceid });
  const { id } = await world.ticket({ clientid: clientId, serviceid });
  const answer = await world.done('DeleteService', { serviceid });
  expectAnswer('DeleteService', answer);
  expect(await world.rows('select 1 from services union all select 1 from cancel_requests')).toEqual([]);
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ userid: clientId, service: '' });
  expect(await world.logged()).toMatchObject({ clientId, changes: { name: ['Hosting', null] } });
});

testRefusals(world, 'DeleteService', [
  { message: 'Service ID Not Found', params: {} },
  { message: 'Service ID Not Found', because: 'no such', params: { serviceid: 999_999 } },
  {
    message: 'The service has OAuth credentials',
    params: async () => {
      const serviceid = await world.service((await world.client()).clientId);
      await world.credential(['oauth/token']);
      await world.change(
        `insert into oauth_clients (credential_id, grant_type, scope, service_id, created_at, updated_at)
         values ((select max(id) from credentials), 'single_sign_on', 'clientarea:sso', $1, now(), now())`,
        [serviceid],
      );
      return { serviceid };
    },
  },
]);
