import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { HOSTILE, shown, visible } from '../support/pages';
import { formFor, linkTo, ticketPagesOf } from '../support/ticket-page';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

describe('a guest with the link', () => {
  test('gets the page in the language of the browser', async () => {
    const ticket = await world.ticket();
    const ask = async (language: string) =>
      (await pages.visit(linkTo(ticket), { headers: { 'Accept-Language': language } })).text;
    expect(await ask('de-AT,en;q=0.5')).toMatch(/<html lang="de" dir="ltr">[\s\S]*Wartet auf uns/);
    expect(await ask('xx;q=1, ar;q=0.9')).toMatch(/<html lang="ar" dir="rtl">/);
    expect(await ask('xx')).toMatch(/<html lang="en" dir="ltr">/);
  });

  test('may use the short link, whose code no log has', async () => {
    const ticket = await world.ticket();
    const { status, headers } = await pages.visit(`/ticket/${ticket.tid}/${ticket.c}`);
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(`../../viewticket.php?tid=${ticket.tid}&c=${ticket.c}`);
    expect(JSON.stringify(await world.logged())).not.toContain(ticket.c);
  });
});

describe('somebody without the code', () => {
  test('cannot tell a ticket with another code from one that does not exist', async () => {
    const ticket = await world.ticket();
    const deleted = await world.ticket();
    await world.done('DeleteTicket', { ticketid: deleted.id });
    const nothing = visible(await pages.visit('/viewticket.php?tid=NOSUCH&c=aaaaaaaa'));
    expect(nothing.status).toBe(404);
    for (const link of [
      `/viewticket.php?tid=${ticket.tid}&c=aaaaaaaa`,
      `/viewticket.php?tid=${ticket.tid}&c=${ticket.c.toLowerCase()}x`,
      `/viewticket.php?tid=${ticket.tid}&c=${ticket.c}%20`,
      `/viewticket.php?tid=${ticket.id}&c=${ticket.c}`,
      `/viewticket.php?tid=&c=${ticket.c}`,
      `/viewticket.php?tid=${ticket.tid}&c=${'x'.repeat(5000)}`,
      linkTo(deleted),
    ]) {
      expect([link, visible(await pages.visit(link))]).toEqual([link, nothing]);
    }
    const without = await pages.visit(`/viewticket.php?tid=${ticket.tid}`);
    const location = `login.php?goto=${encodeURIComponent(`viewticket.php?tid=${ticket.tid}`)}`;
    expect([without.status, without.headers.get('location')]).toEqual([303, location]);
  });

  const guess = ({ tid }: { tid: string }, address: string) => pages.visit(linkTo({ tid, c: 'wrong' }), {}, address);

  /** Sends wrong codes until they are refused as too many. @returns how many were answered before */
  async function exhaust(ticket: { tid: string }, addressOf: (attempt: number) => string): Promise<number> {
    for (let attempt = 0; attempt < 30; attempt++) {
      const { status, headers } = await guess(ticket, addressOf(attempt));
      if (status === 404) continue;
      expect([status, headers.get('retry-after')]).toEqual([429, '60']);
      return attempt;
    }
    return 30;
  }

  test('gets twenty attempts from an address, which lock out nobody with the right code', async () => {
    const [ticket, other] = [await world.ticket(), await world.ticket()];
    expect(await exhaust(ticket, () => '203.0.113.5')).toBe(20);
    expect((await guess(other, '203.0.113.5')).status).toBe(429);
    expect((await pages.visit(linkTo(ticket), {}, '203.0.113.5')).status).toBe(200);
    expect((await pages.visit(linkTo(ticket), {}, '203.0.113.250')).status).toBe(200);
    // The ticket is attacked, so others get one attempt.
    expect((await guess(ticket, '203.0.113.77')).status).toBe(404);
    expect((await guess(ticket, '203.0.113.77')).status).toBe(429);
    expect((await pages.visit(linkTo(ticket), {}, '203.0.113.77')).status).toBe(200);
    world.now = new Date(world.now.getTime() + 16 * 60_000);
    expect((await guess(ticket, '203.0.113.5')).status).toBe(404);
  });

  test('gets twenty attempts at a ticket, from however many addresses', async () => {
    const ticket = await world.ticket();
    const tried = await exhaust(ticket, (attempt) => `192.0.2.${Math.floor(attempt / 2)}`);
    expect(tried).toBeLessThanOrEqual(21);
    expect((await pages.visit(linkTo(ticket), {}, '192.0.2.1')).status).toBe(200);
  });

  test.each([
    ['a /64', (attempt: number) => `2001:db8:1:2::${attempt + 1}`, '2001:db8:1:2:3::1'],
    ['a /48', (attempt: number) => `2001:db8:2:${attempt + 1}::1`, '2001:db8:2:ffff::1'],
  ])('gets twenty attempts from %s', async (_network, addressOf, neighbour) => {
    const ticket = await world.ticket();
    const tickets = await Promise.all(Array.from({ length: 30 }, () => world.ticket()));
    const next = {
      get tid() {
        return tickets.pop()?.tid ?? '';
      },
    };
    expect(await exhaust(next, addressOf)).toBe(20);
    expect((await pages.visit(linkTo(ticket), {}, neighbour)).status).toBe(200);
    expect((await guess(ticket, '2001:db8:ffff::1')).status).toBe(404);
  });

  test('is slowed down beyond that', async () => {
    const ticket = await world.ticket();
    expect(await exhaust(ticket, () => '203.0.113.9')).toBe(20);
    const started = performance.now();
    const flood = await Promise.all(Array.from({ length: 6 }, () => guess(ticket, '203.0.113.9')));
    expect(flood.map(({ status }) => status)).toEqual(Array(6).fill(429));
    expect(performance.now() - started).toBeGreaterThan(1_200);
    expect((await pages.visit(linkTo(ticket), {}, '203.0.113.9')).status).toBe(200);
  });

  test('cannot send a form', async () => {
    const ticket = await world.ticket();
    const form = formFor((await pages.visit(linkTo(ticket))).text, 'reply');
    const refused = await pages.post({ ...form, c: 'aaaaaaaa', message: `My words ${HOSTILE}` });
    expect(refused.status).toBe(404);
    // Their author may have waited too long, and must be able to copy them.
    expect(refused.text).toMatch(/<textarea[^>]* readonly>\nMy words /);
    expect(refused.text).not.toContain(HOSTILE);
    expect(await pages.messagesOf(ticket.id)).toHaveLength(1);
  });
});

/** Ten texts that people wrote, of which a compressor makes no less than of real messages. */
function tenTexts(): string[] {
  const pages = ['MAIL', 'HOOKS', 'PRODUCTION', 'SCALING', 'WEBHOOKS'].map((name) =>
    readFileSync(join(__dirname, '..', '..', 'docs', `${name}.md`), 'utf8'),
  );
  return pages.flatMap((page) => [page.slice(1_000, 1_900), page.slice(4_000, 4_900)]);
}

test('a reply that was refused keeps its key, in case it was taken after all', async () => {
  const ticket = await world.ticket();
  const form = formFor((await pages.visit(linkTo(ticket))).text, 'reply');
  const refused = await pages.post({ ...form, message: ' ' });
  expect([refused.status, formFor(refused.text, 'reply').key]).toEqual([400, form.key]);
  expect((await pages.post({ ...form, message: 'One' })).status).toBe(303);
  const other = await pages.post({ ...form, message: 'Other words' });
  const again = formFor(other.text, 'reply');
  expect([other.status, again.key === form.key]).toEqual([409, false]);
  expect((await pages.post({ ...again, message: 'Other words' })).status).toBe(303);
  expect((await pages.messagesOf(ticket.id)).map(({ body }) => body)).toEqual([
    expect.anything(),
    'One',
    'Other words',
  ]);
});

describe('a reply that is too large', () => {
  const small = useWorld((config) => {
    config.trustedProxies = ['127.0.0.0/8', '::1/128'];
    config.limits = { ...config.limits, bodyBytes: 100_000 };
  });
  beforeAll(() => small.serve());
  const pages = ticketPagesOf(small);

  test('comes back with every word, and can be sent without its files', async () => {
    const ticket = await small.ticket();
    const { text: page } = await pages.visit(linkTo(ticket));
    expect(shown(page)).toContain('Up to 20 files of 10 MB each, and 95 kB together');
    const form = { ...formFor(page, 'reply'), message: 'Übergröße "x" 日本' };
    const { status, text } = await pages.post(form, { 'large.txt': 'x'.repeat(300_000) });
    expect([status, shown(text)]).toEqual([
      413,
      expect.stringContaining('The files are too large: a form may have 100 kB in all. What you wrote is still here.'),
    ]);
    expect(shown(text)).toContain(form.message);
    expect(await pages.messagesOf(ticket.id)).toHaveLength(1);
    const again = { ...formFor(text, 'reply'), message: form.message };
    expect((await pages.post(again)).status).toBe(303);
    expect(await pages.messagesOf(ticket.id)).toHaveLength(2);
  });
});

test('a page of ten messages is one answer of at most 14 KB, compressed', async () => {
  const [message, ...replies] = tenTexts();
  const ticket = await world.ticket({ message, markdown: true });
  for (const [at, reply] of replies.entries()) {
    const author = at % 2 === 0 ? { adminusername: 'Jo' } : { name: 'Kim Ray', email: 'kim@example.com' };
    const attachments = JSON.stringify([{ name: `page ${at}.png`, data: 'eA==' }]);
    await world.done('AddTicketReply', { ticketid: ticket.id, message: reply, markdown: true, attachments, ...author });
  }
  const { text } = await pages.visit(linkTo(ticket));
  expect(text.match(/<article/g)).toHaveLength(10);
  // Nothing else is fetched: the style is in the page, and pictures are fetched when they are seen.
  expect(text).not.toMatch(/<link|@import|url\(/);
  expect(gzipSync(text).length).toBeLessThan(14_000);
});
