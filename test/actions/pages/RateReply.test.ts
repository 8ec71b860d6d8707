import { shown } from '../../support/pages';
import { formFor, linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

type Ticket = { id: number; tid: string; c: string };

async function answered(): Promise<[Ticket, number]> {
  const ticket = (await world.ticket()) as Ticket;
  const reply = { ticketid: ticket.id, message: 'Try again', adminusername: 'Jo' };
  const { replyid } = await world.done('AddTicketReply', reply);
  await world.events();
  return [ticket, Number(replyid)];
}

const rate = ({ tid, c }: Ticket, replyid: unknown, rating: string) =>
  pages.post({ tid, c, task: 'ratereply', key: '', replyid: String(replyid), rating });

const ratingsOf = async ({ id }: Ticket) => {
  const { replies } = await world.done('GetTicket', { ticketid: id });
  return (replies as { reply: { rating?: number }[] }).reply.map(({ rating }) => rating);
};

test('gives a reply of staff its stars, which GetTicket shows', async () => {
  const [ticket, replyid] = await answered();
  const form = formFor((await pages.visit(linkTo(ticket))).text, 'ratereply');
  expect(form).toMatchObject({ replyid: String(replyid) });
  expect(await ratingsOf(ticket)).toEqual([undefined, 0]);
  const sent = await pages.post({ ...form, rating: '4' });
  expect(sent.headers.get('location')).toBe(
    `viewticket.php?tid=${ticket.tid}&c=${ticket.c}&done=ratereply#m${replyid}`,
  );
  expect(await ratingsOf(ticket)).toEqual([undefined, 4]);
  expect(shown((await pages.visit(linkTo(ticket))).text)).toContain('4 of 5 stars');
  expect((await rate(ticket, replyid, '4')).status).toBe(303);
  expect((await rate(ticket, replyid, '2')).status).toBe(303);
  expect(await world.events()).toEqual(['TicketReplyRated', 'TicketReplyRated']);
  world.now = new Date(world.now.getTime() + 30 * 24 * 60 * 60 * 1000);
  expect(shown((await rate(ticket, replyid, '1')).text)).toContain('This rating can no longer be changed');
  expect(await ratingsOf(ticket)).toEqual([undefined, 2]);
});

test('asks for one to five stars', async () => {
  const [ticket, replyid] = await answered();
  for (const rating of ['', '0', '6', '2.5', '-1', 'x']) {
    const { status, text } = await rate(ticket, replyid, rating);
    expect([rating, status, shown(text)]).toEqual([
      ...[rating, 400],
      expect.stringContaining('Please choose from one to five stars'),
    ]);
  }
  expect(await ratingsOf(ticket)).toEqual([undefined, 0]);
});

test('is only for replies of staff to this ticket', async () => {
  const [ticket, replyid] = await answered();
  const [other] = await answered();
  const { replyid: own } = await world.done('AddTicketReply', {
    ticketid: ticket.id,
    message: 'No',
    email: 'g@x.example',
    name: 'G',
  });
  const opening = await world.rows<{ id: number }>('select min(id) as id from messages where ticket_id = $1', [
    ticket.id,
  ]);
  for (const [asked, id] of [
    [other, replyid],
    [ticket, own],
    [ticket, opening[0]?.id],
    [ticket, 999_999],
    [ticket, 'x'],
  ] as const) {
    expect(shown((await rate(asked, id, '5')).text)).toContain('Reply Not Found');
  }
  await world.done('SetConfigurationValue', { setting: 'TicketRatingEnabled', value: 'off' });
  expect(shown((await rate(ticket, replyid, '5')).text)).toContain('Ratings are switched off');
  expect(formFor((await pages.visit(linkTo(ticket))).text, 'ratereply')).toEqual({});
  await world.done('ResetConfigurationValue', { setting: 'TicketRatingEnabled' });
});
