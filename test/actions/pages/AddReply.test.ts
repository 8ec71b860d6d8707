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

describe('the same words once more, from another page', () => {
  const page = async (ticket: { tid: string; c: string }) => formFor((await pages.visit(linkTo(ticket))).text, 'reply');
  const bodies = async (id: number) => (await pages.messagesOf(id)).slice(1).map(({ body }) => body);

  test.each(['guest', 'client'])('are the reply of a %s that has arrived, and leave no draft', async (kind) => {
    const ticket = await world.ticket(kind === 'guest' ? {} : { clientid: (await world.client()).clientId });
    const [one, other] = [await page(ticket), await page(ticket)];
    expect(one.key).not.toBe(other.key);
    const message = 'Any\nnews?';
    await pages.post({ ...one, message }, { 'a.txt': 'x' });
    expect(await world.events()).toContain('TicketUserReply');
    const draft = new URLSearchParams({ tid: ticket.tid, c: ticket.c, message });
    await pages.visit('/savedraft.php', { method: 'POST', body: draft });
    const answers = await Promise.all(
      [other, other, await page(ticket)].map((form) => pages.post({ ...form, message })),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await bodies(ticket.id)).toEqual(['Any\r\nnews?']);
    expect(await world.events()).toEqual([]);
    expect(await world.rows('select 1 from drafts where ticket_id = $1', [ticket.id])).toEqual([]);
  });

  interface Meanwhile {
    what: string;
    act?: (ticketid: number) => Promise<unknown>;
    files?: Record<string, string>;
  }
  const guest = { name: 'Eve', email: 'eve@example.com' };
  const meanwhile: Meanwhile[] = [
    {
      what: 'somebody answered',
      act: (ticketid) => world.done('AddTicketReply', { ticketid, message: 'No', ...guest }),
    },
    { what: 'the ticket was closed', act: (ticketid) => world.done('UpdateTicket', { ticketid, status: 'Closed' }) },
    {
      what: 'an hour went by',
      act: async () => {
        world.now = new Date(world.now.getTime() + 61 * 60_000);
      },
    },
    { what: 'a file comes along', files: { 'a.txt': 'x' } },
  ];

  test.each(meanwhile)('are another reply if $what', async ({ act, files }) => {
    const ticket = await world.ticket();
    await pages.post({ ...(await page(ticket)), message: 'Again' });
    await act?.(ticket.id);
    expect((await pages.post({ ...(await page(ticket)), message: 'Again' }, files)).status).toBe(303);
    expect((await bodies(ticket.id)).filter((body) => body === 'Again')).toHaveLength(2);
    expect(await pages.statusOf(ticket.id)).not.toBe('Closed');
  });

  test('are another reply where the first message says them', async () => {
    const ticket = await world.ticket();
    await pages.post({ ...(await page(ticket)), message: 'Message' });
    expect(await bodies(ticket.id)).toEqual(['Message']);
  });
});

test('says that the ticket is out of reach, and keeps the words, once it is of another client', async () => {
  const [{ clientId }, other] = [await world.client(), await world.client()];
  const { id, tid } = await world.ticket({ clientid: clientId });
  const { access_token: token } = await world.done('CreateSsoToken', { client_id: clientId });
  const signedOn = await pages.visit(`/oauth/singlesignon.php?access_token=${String(token)}`);
  const headers = { Cookie: signedOn.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const page = await pages.visit(`/viewticket.php?tid=${tid}`, { headers });
  const body = new URLSearchParams({ ...formFor(page.text, 'reply'), message: 'Too late' });
  await world.done('UpdateTicket', { ticketid: id, userid: other.clientId });
  const { status, text } = await pages.visit('/viewticket.php', { method: 'POST', headers, body });
  expect(status).toBe(404);
  expect(shown(text)).toContain('There is no such ticket');
  expect(text).toMatch(/<textarea[^>]* readonly>\nToo late/);
  expect(await pages.messagesOf(id)).toHaveLength(1);
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
