import { shown } from '../../support/pages';
import { linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

test('removes one address, in any letter case, and none that is not there', async () => {
  const ticket = await world.ticket();
  await world.done('UpdateTicket', { ticketid: ticket.id, cc: 'Bob@example.com, eve@example.com' });
  const forms = (await pages.visit(linkTo(ticket))).text.split('<form').filter((part) => part.includes('"removecopy"'));
  expect(forms.map((form) => /name="email" value="([^"]*)"/.exec(form)?.[1])).toEqual([
    'Bob@example.com',
    'eve@example.com',
  ]);
  const send = (email: string) => pages.post({ tid: ticket.tid, c: ticket.c, task: 'removecopy', key: '', email });
  expect((await send('')).status).toBe(400);
  expect((await send('bob@EXAMPLE.com')).headers.get('location')).toContain('done=removecopy');
  expect((await send('nobody@example.com')).status).toBe(303);
  expect((await world.done('GetTicket', { ticketid: ticket.id })).cc).toBe('eve@example.com');
  expect(shown((await pages.visit(`${linkTo(ticket)}&done=removecopy`)).text)).toContain('gets no more copies');
});
