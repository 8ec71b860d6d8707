import { type Browser, browserOf } from '../../support/client-session';
import { linkTo } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld();

beforeAll(() => world.serve());

const newIn = async (visit: Browser): Promise<number> =>
  (await visit('/supporttickets.php')).text.split('<tr class="new">').length - 1;

test('our answer is new until the client has read it, and so is the next one', async () => {
  const { clientId } = await world.client();
  const visit = await browserOf(world, clientId);
  const ticket = await world.ticket({ clientid: clientId });
  const answer = () => world.done('AddTicketReply', { ticketid: ticket.id, message: 'Here', adminusername: 'Jo' });
  expect(await newIn(visit)).toBe(0);
  await answer();
  expect(await newIn(visit)).toBe(1);
  // Programs that check mail follow its link, which has the code.
  expect((await world.send(linkTo(ticket))).status).toBe(200);
  expect(await newIn(visit)).toBe(1);
  expect((await visit(`/viewticket.php?tid=${ticket.tid}`)).status).toBe(200);
  expect(await newIn(visit)).toBe(0);
  expect(await world.logged()).toMatchObject({ action: 'pages/SeeTicket', clientId });
  await visit(`/viewticket.php?tid=${ticket.tid}`);
  expect(await world.rows(`select 1 from activity_log where action = 'pages/SeeTicket'`)).toHaveLength(1);
  await answer();
  expect(await newIn(visit)).toBe(1);
});
