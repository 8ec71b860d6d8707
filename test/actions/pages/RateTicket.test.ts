import { clientUser, dataOf } from '../../support/helpdeskeddy';
import { HOSTILE, shown } from '../../support/pages';
import { formFor, linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

const DAY_MS = 24 * 60 * 60 * 1000;

type Ticket = { id: number; tid: string; c: string };

async function closed(more: Record<string, unknown> = {}): Promise<Ticket> {
  const ticket = (await world.ticket(more)) as Ticket;
  await world.done('UpdateTicket', { ticketid: ticket.id, status: 'Closed' });
  await world.events();
  return ticket;
}

const rate = ({ tid, c }: Ticket, rating: string, comment = '') =>
  pages.post({ tid, c, task: 'rate', key: '', rating, comment });

const ratingOf = async ({ id }: Ticket) => (await world.done('GetTicket', { ticketid: id })).rating;

test('shows the form once the ticket is closed, and what was said afterwards', async () => {
  const ticket = await closed();
  const form = formFor((await pages.visit(linkTo(ticket))).text, 'rate');
  const sent = { ...form, rating: 'okay', comment: `Slow\n${HOSTILE}` };
  expect((await Promise.all([pages.post(sent), pages.post(sent)])).map(({ status }) => status)).toEqual([303, 303]);
  const date = world.now.toISOString().slice(0, 19).replace('T', ' ');
  expect(await ratingOf(ticket)).toEqual({ value: 'okay', comment: `Slow\r\n${HOSTILE}`, date });
  expect(await world.events()).toEqual(['TicketRated']);
  const page = shown((await pages.visit(`${linkTo(ticket)}&done=rate`)).text);
  expect(page).toMatch(/Thank you for your rating\.[\s\S]*Your rating:\s+Okay/);
  expect(page).toContain(HOSTILE);
});

test('can be changed for thirty days', async () => {
  const ticket = await closed();
  await rate(ticket, 'bad', 'Nobody answers');
  world.now = new Date(world.now.getTime() + 29 * DAY_MS);
  expect((await rate(ticket, 'good')).status).toBe(303);
  expect(await ratingOf(ticket)).toMatchObject({ value: 'good', comment: '' });
  expect(await world.events()).toEqual(['TicketRated', 'TicketRated']);
  world.now = new Date(world.now.getTime() + DAY_MS);
  expect((await rate(ticket, 'good')).status).toBe(303);
  const late = await rate(ticket, 'bad', 'After all');
  expect([late.status, shown(late.text)]).toEqual([400, expect.stringContaining('can no longer be changed')]);
  expect(formFor((await pages.visit(linkTo(ticket))).text, 'rate')).toEqual({});
  expect(await ratingOf(ticket)).toMatchObject({ value: 'good' });
  expect(await world.events()).toEqual([]);
});

test('keeps the comment of a rating that is refused', async () => {
  const ticket = await closed();
  const chosen = await rate(ticket, '', 'Keep <this>');
  expect([chosen.status, shown(chosen.text)]).toEqual([
    400,
    expect.stringContaining('Please choose good, okay or bad'),
  ]);
  expect(shown(chosen.text)).toContain('Keep <this>');
  expect((await rate(ticket, 'great')).status).toBe(400);
  const long = await rate(ticket, 'good', 'x'.repeat(2001));
  expect(shown(long.text)).toContain('The comment may have at most 2000 characters');
  expect(long.text).toContain('x'.repeat(2001));
  expect(await ratingOf(ticket)).toBeUndefined();
});

test('keeps the comment that came too late to be taken', async () => {
  const ticket = await closed();
  const rated = await closed();
  await rate(rated, 'good');
  const merged = await closed();
  const master = (await world.ticket()) as Ticket;
  await world.done('UpdateTicket', { ticketid: ticket.id, status: 'Open' });
  await world.done('MergeTicket', { ticketid: master.id, mergeticketids: String(merged.id) });
  const before = world.now;
  world.now = new Date(before.getTime() + 30 * DAY_MS);
  for (const [one, why] of [
    [ticket, 'Only a closed ticket can be rated'],
    [merged, 'Only a closed ticket can be rated'],
    [rated, 'This rating can no longer be changed'],
  ] as const) {
    const late = await rate(one, 'bad', `Words ${HOSTILE}`);
    expect(late.status).toBe(400);
    expect(shown(late.text)).toContain(why);
    const [, kept = ''] = /<textarea id="written0"[^>]*readonly>\n(.*?)<\/textarea>/s.exec(late.text) ?? [];
    expect(shown(kept)).toBe(`Words ${HOSTILE}`);
  }
  world.now = before;
});

test('is refused while the ticket is open, and where ratings are switched off', async () => {
  const open = (await world.ticket()) as Ticket;
  expect(formFor((await pages.visit(linkTo(open))).text, 'rate')).toEqual({});
  expect(shown((await rate(open, 'good')).text)).toContain('Only a closed ticket can be rated');
  const ticket = await closed();
  await world.done('SetConfigurationValue', { setting: 'TicketRatingEnabled', value: 'off' });
  expect(formFor((await pages.visit(linkTo(ticket))).text, 'rate')).toEqual({});
  expect(shown((await rate(ticket, 'good')).text)).toContain('Ratings are switched off');
  await world.done('ResetConfigurationValue', { setting: 'TicketRatingEnabled' });
  expect((await rate(ticket, 'good')).status).toBe(303);
});

test('is what HelpDeskEddy calls the rate', async () => {
  const ann = await clientUser(world, 'Ann Lee');
  const ticket = await closed({ name: undefined, email: undefined, clientid: ann.rowId });
  const seen = async () => dataOf(ann.ask('GET', `/tickets/${ticket.id}/`));
  expect(await seen()).toMatchObject({ rate: '', rate_comment: '', rate_date: '' });
  await rate(ticket, 'good', 'Quick');
  const date = world.now.toISOString().slice(0, 19).replace('T', ' ');
  expect(await seen()).toMatchObject({ rate: 'good', rate_comment: 'Quick', rate_date: date });
});
