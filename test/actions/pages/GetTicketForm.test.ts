import { newTicketsOf, PAGE } from '../../support/new-tickets';
import { shown } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const { guest, client } = newTicketsOf(world);

test('offers a client their own services and domains, and everybody the limits of files', async () => {
  const { clientId } = await world.client('Bob Ray');
  await world.service(clientId);
  const { page } = await client(PAGE, (id) => world.service(id));
  const [own, foreign] = await Promise.all(
    [await idOf(`client_id <> ${clientId}`), await idOf(`client_id = ${clientId}`)].map(async (id) => `value="S${id}"`),
  );
  expect([page.text.includes(own ?? ''), page.text.includes(foreign ?? '')]).toEqual([true, false]);
  await world.done('SetConfigurationValue', { setting: 'TicketAttachmentMaxFiles', value: '3' });
  const limited = await guest();
  expect(shown(limited.page.text)).toMatch(/Up to 3 files of [\d.,]+ MB each/);
  expect(limited.page.text).toMatch(/type="file"[^>]* accept="\.[a-z]/);
  await world.done('SetConfigurationValue', { setting: 'TicketAttachmentMaxFiles', value: '0' });
  expect((await guest()).page.text).not.toContain('type="file"');
  await world.done('ResetConfigurationValue', { setting: 'TicketAttachmentMaxFiles' });
});

const idOf = async (condition: string): Promise<unknown> =>
  (await world.rows(`select id from services where ${condition} limit 1`))[0]?.id;

test('a user who may not see tickets is told so', async () => {
  const { browser, clientId } = await client();
  const guestUser = await world.client('Sub User');
  await world.change(
    `insert into client_users (client_id, user_id, permissions, is_owner, created_at)
     values ($1, $2, array['invoices'], false, now())`,
    [clientId, guestUser.userId],
  );
  await world.change('update client_sessions set user_id = $2 where client_id = $1', [clientId, guestUser.userId]);
  const { status } = await browser.get(PAGE);
  expect(status).toBe(403);
});
