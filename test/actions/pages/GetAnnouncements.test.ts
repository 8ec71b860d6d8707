import { browserOf } from '../../support/client-session';
import { expectOnlyOurs, HOSTILE, shown } from '../../support/pages';
import { type HttpAnswer, useWorld } from '../../support/world';

const world = useWorld();

beforeAll(() => world.serve());

afterEach(() => world.change('delete from announcements'));

const announce = (title: string, date: string, more: Record<string, unknown> = {}) =>
  world.done('AddAnnouncement', { title, announcement: `About ${title}`, date, published: true, ...more });

const titlesOf = ({ text }: HttpAnswer) =>
  Array.from(text.matchAll(/<h2><a [^>]*><bdi>(.*?)<\/bdi>/g), ([, title]) => title);
const list = async (query = '', headers: Record<string, string> = {}) =>
  titlesOf(await world.send(`/announcements${query}`, { headers }));

test('everybody reads what is published and not in the future, newest first', async () => {
  await announce('Old', '2026-01-01 09:00:00');
  await announce('New', '2026-02-01 09:00:00');
  await announce('Draft', '2026-02-02 09:00:00', { published: false });
  world.now = new Date('2026-03-01T00:00:00Z');
  await announce('Soon', '2026-03-01 00:00:01');
  expect(await list()).toEqual(['New', 'Old']);
  world.now = new Date('2026-03-01T00:00:01Z');
  expect(await list()).toEqual(['Soon', 'New', 'Old']);
});

test('they can be narrowed to a month, which begins in the desk’s time zone, and have pages', async () => {
  world.now = new Date('2026-06-01T00:00:00Z');
  for (let day = 10; day < 22; day++) await announce(`May ${day}`, `2026-05-${day} 09:00:00`);
  await announce('April', '2026-04-30 23:59:59');
  const first = await world.send('/announcements?month=2026-05');
  expect(titlesOf(first)).toEqual(Array.from({ length: 10 }, (_, index) => `May ${21 - index}`));
  expect(first.text).toContain('href="announcements?month=2026-05&amp;page=2"');
  expect(await list('?month=2026-05&page=2')).toEqual(['May 11', 'May 10']);
  expect(await list('?month=2026-04')).toEqual(['April']);
  expect(
    Array.from(first.text.matchAll(/<option value="(.*?)".*?>(.*?)</g), ([, month, text]) => [month, text]),
  ).toEqual([
    ['', 'All months'],
    ['2026-05', 'May 2026 (12)'],
    ['2026-04', 'April 2026 (1)'],
  ]);
  expect(shown((await world.send('/announcements?month=2025-01')).text)).toContain('There are no announcements here.');
  for (const wrong of ['month=2026-13', 'month=x', 'page=0', 'page=x', `month=${encodeURIComponent(HOSTILE)}`]) {
    expect([wrong, await list(`?${wrong}`)]).toEqual([wrong, await list()]);
  }
});

test('a translation takes the place of its original for readers of its language', async () => {
  const { announcementid } = await announce('Maintenance', '2026-01-01 09:00:00');
  const german = await announce('Wartung', '2026-01-01 09:00:00', { parentid: announcementid, language: 'German' });
  expect(await list()).toEqual(['Maintenance']);
  expect(await list('', { 'Accept-Language': 'de' })).toEqual(['Wartung']);
  expect(await list('', { 'Accept-Language': 'ar' })).toEqual(['Maintenance']);
  await world.done('UpdateAnnouncement', { announcementid: german.announcementid, published: false });
  expect(await list('', { 'Accept-Language': 'de' })).toEqual(['Maintenance']);
});

test('an excerpt has no markup and ends with a whole word', async () => {
  const body = `<p>We <b>move</b> &lt;soon&gt;.</p><script>alert(1)</script>${'<p>Many words here. </p>'.repeat(30)}`;
  await announce(`Move ${HOSTILE}`, '2026-01-01 09:00:00', { announcement: body });
  const { text } = await world.send('/announcements');
  expect(shown(text)).toContain(`Move ${HOSTILE}`);
  const excerpt = /<div class="text" dir="auto">(.*?)<\/div>/s.exec(text)?.[1] ?? '';
  expect(excerpt).toMatch(/^We move &lt;soon&gt;\. Many words here\..* (Many|words|here\.) …$/);
  expectOnlyOurs(text);
});

test('a client who is signed in keeps the links of the account, and an old cookie does no harm', async () => {
  const { clientId } = await world.client();
  const visit = await browserOf(world, clientId);
  const links = async () => (await visit('/announcements')).text.includes('href="clientarea.php"');
  expect(await links()).toBe(true);
  await world.change('delete from client_sessions');
  expect(await links()).toBe(false);
});

test('a slash at the end is taken away, so that links work', async () => {
  const { status, headers } = await world.send('/announcements/?month=2026-05', { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([308, '../announcements?month=2026-05']);
});

test('the feed has the newest announcements as Atom, whatever they contain', async () => {
  await announce(`Move ${HOSTILE}\u0001`, '2026-01-01 09:00:00', { announcement: 'Soon & <b>sure</b>' });
  const { status, headers, text } = await world.send('/announcements.atom');
  expect([status, headers.get('content-type')]).toEqual([200, 'application/atom+xml; charset=utf-8']);
  expect(text).toMatch(
    /^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" xml:lang="en">/,
  );
  expect(text).toContain('<summary>Soon &amp; sure</summary>');
  expect(text).toContain('<updated>2026-01-01T09:00:00.000Z</updated>');
  expect(text).toMatch(/<id>http:\/\/127\.0\.0\.1:\d+\/announcements\?id=\d+<\/id>/);
  expect(text).not.toMatch(/<script|<img/);
  expect(text).not.toContain('\u0001');
  expect((await world.send('/announcements')).text).toContain('href="announcements.atom"');
});
