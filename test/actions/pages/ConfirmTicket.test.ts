import { forgetOldHeldTickets } from '../../../src/store/tickets/held';
import { newTicketsOf, PAGE, WORDS } from '../../support/new-tickets';
import { HOSTILE, shown } from '../../support/pages';
import { fieldsOn } from '../../support/plain-browser';
import { filesOn } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(async () => {
  await world.serve();
  await set('TicketGuestConfirmation', 'on');
});

const { guest, client, ticketAt, count, set, later } = newTicketsOf(world);

const heldCount = async (): Promise<number> =>
  Number((await world.rows('select count(*) from held_tickets'))[0]?.count);

/** The path in the newest mail that asks for a confirmation. */
async function mailedLink(): Promise<string> {
  const [mail] = await world.rows<{ plain: string }>(
    `select plain from emails where subject like 'Please confirm%' order by id desc limit 1`,
  );
  return /\/confirm-ticket\/[\w-]{43}/.exec(mail?.plain ?? '')?.[0] ?? '';
}

test('a ticket waits for the button behind the mailed link, and opens once', async () => {
  const { browser, form } = await guest();
  const before = await count();
  const words = { ...WORDS, subject: `Fire ${HOSTILE}`, cc: 'a@example.com' };
  const sent = await browser.post(PAGE, { ...form, ...words }, { 'one.txt': 'first', 'two.txt': 'second' });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, 'submitticket.php?done=held']);
  expect(shown((await browser.get(`/${sent.headers.get('location')}`)).text)).toContain('Please look into your mail');
  expect([await count(), await heldCount()]).toEqual([before, 1]);
  expect((await browser.post(PAGE, { ...form, ...words }, { 'one.txt': 'first', 'two.txt': 'second' })).status).toBe(
    303,
  );
  expect(await heldCount()).toBe(1);

  const link = await mailedLink();
  for (let looked = 0; looked < 2; looked++) {
    expect(shown((await browser.get(link)).text)).toContain(`about “Fire ${HOSTILE.replace(/\s+/g, ' ')}`.slice(0, 20));
  }
  expect(await count()).toBe(before);
  const answers = await Promise.all([browser.post(link, {}), browser.post(link, {})]);
  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
  const location = answers[0]?.headers.get('location') ?? '';
  expect(location).toMatch(/^\.\.\/viewticket\.php\?tid=\w+&c=\w{8}&done=opened$/);
  const page = (await browser.get(location.slice(2))).text;
  for (const shownWords of ['Your ticket has arrived.', 'one.txt', 'two.txt', 'a@example.com']) {
    expect(shown(page)).toContain(shownWords);
  }
  const files = await Promise.all(filesOn(page, 'href').map((file) => browser.get(file)));
  expect(files.map(({ text }) => text)).toEqual(['first', 'second']);
  expect([await count(), await heldCount()]).toEqual([before + 1, 0]);
  expect((await browser.get(link)).status).toBe(403);
  expect(JSON.stringify(world.log)).not.toContain(link.slice(-43));
});

test('a wrong or old link opens nothing, and the sweep forgets what nobody confirmed', async () => {
  const { browser, form } = await guest();
  await browser.post(PAGE, { ...form, ...WORDS });
  const link = await mailedLink();
  expect((await browser.post(`/confirm-ticket/${'A'.repeat(43)}`, {})).status).toBe(403);
  later(25 * 3600);
  expect([(await browser.get(link)).status, (await browser.post(link, {})).status]).toEqual([403, 403]);
  expect(await world.desk.database.transaction('write', (db) => forgetOldHeldTickets(db, world.now))).toBe(1);
  expect(await heldCount()).toBe(0);
});

test('is checked anew when the link is followed', async () => {
  const { browser, form } = await guest();
  await browser.post(PAGE, { ...form, ...WORDS, email: 'new@example.com' });
  const link = await mailedLink();
  const field = await world.customField({ name: 'Since today', type: 'text', required: true });
  const refused = await browser.post(link, {});
  expect([refused.status, shown(refused.text).includes('Custom field "Since today" is required')]).toEqual([400, true]);
  await world.done('DeleteCustomField', { fieldid: field });
  expect(await ticketAt(await browser.post(link, {}))).toMatchObject({ requester_email: 'new@example.com' });
});

test('strangers may keep us busy with little', async () => {
  const sizes = await guest();
  const large = await sizes.browser.post(PAGE, { ...sizes.form, ...WORDS }, { 'large.txt': 'x'.repeat(2_000_000) });
  expect([large.status, shown(large.text).includes('at most 2 MB together')]).toEqual([400, true]);
  expect(shown(large.text)).toContain('and 2 MB together');
  const statuses: number[] = [];
  for (let sent = 0; sent < 4; sent++) {
    const { browser, form } = await guest();
    statuses.push((await browser.post(PAGE, { ...form, ...WORDS, email: 'One@example.com' })).status);
  }
  expect(statuses).toEqual([303, 303, 303, 429]);
  const fromOne: number[] = [];
  for (let sent = 0; sent < 11; sent++) {
    const { browser, form } = await guest(PAGE, 10, '203.0.113.9');
    const answer = await browser.post(PAGE, { ...form, ...WORDS, email: `many${sent}@example.com` });
    fromOne.push(answer.status);
    if (answer.status === 429) {
      expect(shown(answer.text)).toContain('wait for their confirmation');
      expect(fieldsOn(answer.text)).toMatchObject({ message: WORDS.message });
    }
  }
  expect(fromOne).toEqual([...Array(10).fill(303), 429]);
});

test('spam is refused before it is kept, and clients need not confirm', async () => {
  await world.done('AddSpamFilter', { type: 'phrase', pattern: 'cheap pills' });
  const before = await heldCount();
  const { browser, form } = await guest();
  expect((await browser.post(PAGE, { ...form, ...WORDS, message: 'cheap pills' })).status).toBe(400);
  expect(await heldCount()).toBe(before);
  const own = await client();
  const { subject, message } = WORDS;
  expect(await ticketAt(await own.browser.post(PAGE, { ...own.form, subject, message }))).toMatchObject({ subject });
});
