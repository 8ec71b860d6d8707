import { HOSTILE, shown } from '../../support/pages';
import { formFor, linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

test('answers with a file, once however often the form is sent', async () => {
  const ticket = await world.ticket({ email: 'gus@example.com' });
  const { text } = await pages.visit(linkTo(ticket));
  const form = { ...formFor(text, 'reply'), message: `Still there\n${HOSTILE}` };
  const answers = await Promise.all([1, 2, 3].map(() => pages.post(form, { 'more.txt': 'more' })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
  expect(answers[0]?.headers.get('location')).toBe(`viewticket.php?tid=${ticket.tid}&c=${ticket.c}&done=reply`);
  expect(await pages.messagesOf(ticket.id)).toEqual([
    expect.anything(),
    { author_kind: 'guest', author_email: 'gus@example.com', body: `Still there\r\n${HOSTILE}`, format: 'plain' },
  ]);
  const page = (await pages.visit(`${linkTo(ticket)}&done=reply`)).text;
  expect(shown(page)).toContain('Your reply has arrived.');
  expect(page).toContain('more.txt');
  expect(await world.events()).toContain('TicketUserReply');
});

test('keeps the words of a reply that is refused', async () => {
  const ticket = await world.ticket();
  const form = formFor((await pages.visit(linkTo(ticket))).text, 'reply');
  const refused = await pages.post({ ...form, message: `Keep <this> & that` }, { 'virus.exe': 'x' });
  expect(refused.status).toBe(400);
  expect(shown(refused.text)).toContain('Attachment "virus.exe": this type of file is not allowed.');
  expect(shown(refused.text)).toContain('Keep <this> & that');
  expect((await pages.post({ ...form, message: ' ' })).status).toBe(400);
  expect(await pages.messagesOf(ticket.id)).toHaveLength(1);
});

/** `test/live/doubled-forms.live.ts` sends ten thousand. */
test('adds each of many replies once, sent twice at the same time or one after the other', async () => {
  const tickets = await Promise.all(Array.from({ length: 4 }, () => world.ticket()));
  const answers: number[] = [];
  const sendTwice = async ({ tid, c }: { tid: string; c: string }, index: number): Promise<void> => {
    const form = { tid, c, task: 'reply', key: `${tid}${index}`.padStart(22, 'k'), message: `Reply ${index}` };
    const first = pages.post(form);
    if (index % 2 === 0) await first;
    for (const { status } of await Promise.all([first, pages.post(form)])) answers.push(status);
  };
  const messages = Array.from({ length: 10 }, (_, index) => `Reply ${index}`);
  for (const index of messages.keys()) await Promise.all(tickets.map((ticket) => sendTwice(ticket, index)));
  expect(answers).toEqual(Array(80).fill(303));
  for (const { id } of tickets) {
    expect((await pages.messagesOf(id)).slice(1).map(({ body }) => body)).toEqual(messages);
  }
});
