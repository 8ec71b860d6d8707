import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('lists webhooks without their secrets, and only those that the caller may know', async () => {
  world.now = new Date('2027-01-31T09:00:00Z');
  const deptid = await world.department();
  const first = await world.done('AddWebhook', { url: 'https://example.com/1', events: 'TicketOpen,TicketClose' });
  await world.done('AddWebhook', { url: 'https://example.com/2', departments: String(deptid), description: 'billing' });
  const answer = await world.done('GetWebhooks');
  expectAnswer('GetWebhooks', answer);
  expect(JSON.stringify(answer)).not.toContain(String(first.secret).replace('whsec_', ''));
  expect(answer).toMatchObject({
    totalresults: 2,
    webhooks: {
      webhook: [
        {
          ...{
            id: 1,
            url: 'https://example.com/1',
            events: 'TicketOpen,TicketClose',
            departments: '',
            payload: 'full',
          },
          ...{ version: 1, enabled: true, failingsince: '', oldsecretends: '', publickey: first.publickey },
          created: '2027-01-31 09:00:00',
        },
        { id: 2, departments: String(deptid), description: 'billing' },
      ],
    },
  });
  await world.admin('limited', { departmentIds: [deptid] });
  const own = await world.done('GetWebhooks', {}, 'limited');
  expect(own).toMatchObject({ totalresults: 1, webhooks: { webhook: [{ id: 2 }] } });
  expect(await world.done('GetWebhooks', { webhookid: 1 }, 'limited')).toMatchObject({ totalresults: 0 });
});

testRefusals(world, 'GetWebhooks', []);
