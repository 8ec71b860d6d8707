import { shown, visible } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld();

beforeAll(() => world.serve());

const announce = async (title: string, announcement: string, more: Record<string, unknown> = {}) =>
  String(
    (
      await world.done('AddAnnouncement', {
        ...{ title, announcement, date: '2026-01-01 09:00:00', published: true },
        ...more,
      })
    ).announcementid,
  );

test.each([
  ['Markdown', 'We **move** on\n\n- Sunday', '<strong>move</strong> on</p>\n<ul>\n<li>Sunday</li>'],
  ['HTML', '<p>We <b>move</b><br>soon</p>', '<p>We <b>move</b><br />soon</p>'],
  ['a script', '<p>Hi</p><script>alert(1)</script>', '<p>Hi</p></div>'],
  ['a handler', '<p onclick="alert(1)">Hi</p>', '<p>Hi</p></div>'],
  ['a link that runs', '[x](javascript:alert(1)) y', '<p>[x](javascript:alert(1)) y</p>'],
  ['a picture from elsewhere', '<img src="https://example.com/x.png"><p>Hi</p>', 'dir="auto"><p>Hi</p></div>'],
])('shows %s safely', async (_what, body, markup) => {
  const { status, text } = await world.send(`/announcements?id=${await announce('Move', body)}`);
  expect(status).toBe(200);
  expect(text).toContain(markup);
});

test('what is no announcement, not published, a translation or in the future gets one page, with 404', async () => {
  const own = await announce('Here', 'I am');
  const draft = await announce('Draft', 'x', { published: false });
  const future = await announce('Future', 'x', { date: '2126-01-01 09:00:00' });
  const translation = await announce('Hier', 'x', { parentid: own, language: 'german' });
  expect(shown((await world.send(`/announcements?id=${own}`)).text)).toContain('I am');
  const nothing = visible(await world.send('/announcements?id=999999'));
  expect([nothing.status, nothing.text.includes('There is no such announcement')]).toEqual([404, true]);
  for (const id of [draft, future, translation, '0', '-1', 'x', '99999999999', `${own}x`]) {
    expect([id, visible(await world.send(`/announcements?id=${id}`)).status]).toEqual([id, 404]);
  }
});
