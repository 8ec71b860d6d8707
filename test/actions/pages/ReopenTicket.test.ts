import { shown } from '../../support/pages';
import { formFor, linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

test('opens a closed ticket again', async () => {
  const ticket = await world.ticket();
  await world.done('UpdateTicket', { ticketid: ticket.id, status: 'Closed' });
  const page = (await pages.visit(linkTo(ticket))).text;
  expect(shown(page)).toContain('This ticket is closed.');
  expect((await pages.post(formFor(page, 'reopen'))).status).toBe(303);
  expect(await pages.statusOf(ticket.id)).toBe('Open');
});

test('leaves an open ticket as it is', async () => {
  const ticket = await world.ticket();
  await world.done('UpdateTicket', { ticketid: ticket.id, status: 'On Hold' });
  const form = { ...formFor((await pages.visit(linkTo(ticket))).text, 'reply'), task: 'reopen' };
  expect((await pages.post(form)).status).toBe(303);
  expect(await pages.statusOf(ticket.id)).toBe('On Hold');
});
