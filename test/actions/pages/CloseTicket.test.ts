import { formFor, linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

test('closes the ticket, once', async () => {
  const ticket = await world.ticket();
  const form = formFor((await pages.visit(linkTo(ticket))).text, 'close');
  expect((await pages.post(form)).headers.get('location')).toBe(
    `viewticket.php?tid=${ticket.tid}&c=${ticket.c}&done=close`,
  );
  expect(await pages.statusOf(ticket.id)).toBe('Closed');
  expect((await pages.post({ ...form, key: '' })).status).toBe(303);
  expect((await world.events()).filter((name) => name === 'TicketClose')).toHaveLength(1);
});

test('cannot be done where only staff may close', async () => {
  const kept = await world.ticket({ preventClientClosure: true });
  const { text } = await pages.visit(linkTo(kept));
  expect(formFor(text, 'close')).toEqual({});
  const forced = await pages.post({ ...formFor(text, 'reply'), task: 'close' });
  expect([forced.status, await pages.statusOf(kept.id)]).toEqual([403, 'Open']);
});
