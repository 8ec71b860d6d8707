import { expectOnlyOurs, HOSTILE, shown } from '../support/pages';
import { type HttpAnswer, useWorld } from '../support/world';

const world = useWorld();
const broken = useWorld();

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

const visit = (path: string, language: string, init: RequestInit = {}): Promise<HttpAnswer> =>
  world.send(path, {
    redirect: 'manual',
    ...init,
    headers: { Accept: BROWSER, 'Accept-Language': language, ...init.headers },
  });

/** Each kind of error that a visitor can meet: how, and what its page says in each language. */
const errors: [kind: string, status: number, ask: (language: string) => Promise<HttpAnswer>, titles: string[]][] = [
  [
    'an unknown address',
    404,
    (language) => visit('/nothing', language),
    ['There is nothing here', 'Hier ist nichts', 'لا يوجد شيء هنا'],
  ],
  [
    'a wrong ticket link',
    404,
    (language) => visit('/viewticket.php?tid=123456&c=abcdefgh', language),
    ['There is no such ticket', 'Diese Anfrage gibt es nicht', 'لا توجد تذكرة كهذه'],
  ],
  [
    'a dead link',
    403,
    (language) => visit(`/invite/${'x'.repeat(43)}`, language),
    ['This link does not work', 'Dieser Link funktioniert nicht', 'هذا الرابط لا يعمل'],
  ],
  [
    'a wrong method',
    405,
    (language) => visit('/supporttickets.php', language, { method: 'DELETE' }),
    ['This does not work here', 'Das geht hier nicht', 'هذا لا يعمل هنا'],
  ],
  [
    'an unreadable form',
    400,
    (language) =>
      visit('/viewticket.php', language, {
        method: 'POST',
        body: '{',
        headers: { 'Content-Type': 'application/json' },
      }),
    ['We could not read this', 'Das konnten wir nicht lesen', 'لم نتمكن من قراءة هذا'],
  ],
  [
    'a form that is too large',
    413,
    (language) =>
      visit('/logout.php', language, { method: 'POST', body: new URLSearchParams({ a: 'x'.repeat(20_000) }) }),
    ['This is too large', 'Das ist zu groß', 'هذا كبير جدًا'],
  ],
];

const LANGUAGES = ['en', 'de', 'ar'];

test.each(errors)(
  '%s has a page in the language of the visitor, with the id of the request',
  async (_kind, status, ask, titles) => {
    for (const [at, language] of LANGUAGES.entries()) {
      const answer = await ask(language);
      expect([language, answer.status, answer.headers.get('content-type')]).toEqual([
        language,
        status,
        'text/html; charset=utf-8',
      ]);
      expect(answer.text).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
      expect(shown(answer.text)).toContain(titles[at]);
      expect(answer.headers.get('x-request-id')).toMatch(/.{8}/);
      expect(shown(answer.text)).toContain(answer.headers.get('x-request-id'));
    }
  },
);

test('a refused form is explained in the language of the visitor', async () => {
  const { tid, c } = await world.ticket({ noemail: 'true' });
  const page = await visit(`/viewticket.php?tid=${tid}&c=${c}`, 'de');
  expect(page.status).toBe(200);
  const body = new URLSearchParams({ tid, c, task: 'reply', message: '' });
  const refused = await visit('/viewticket.php', 'de', { method: 'POST', body });
  expect([refused.status, shown(refused.text)]).toEqual([
    400,
    expect.stringContaining('Bitte schreiben Sie eine Nachricht'),
  ]);
});

test('nothing that was sent becomes markup', async () => {
  const hostile = encodeURIComponent(HOSTILE);
  for (const path of [`/viewticket.php?tid=${hostile}&c=${hostile}`, `/invite/${hostile}`, `/nothing/${hostile}`]) {
    expectOnlyOurs((await visit(path, 'en')).text);
  }
});

test('our own fault has a page too, which says nothing about it', async () => {
  await broken.serve();
  await broken.change('alter table tickets rename to gone');
  const answer = await broken.send('/viewticket.php?tid=123456&c=abcdefgh', {
    headers: { Accept: BROWSER, 'Accept-Language': 'de' },
  });
  expect([answer.status, shown(answer.text)]).toEqual([500, expect.stringContaining('Hier ist etwas schiefgegangen')]);
  expect(shown(answer.text)).not.toMatch(/relation|select|tickets/i);
  expect(broken.log.some((line) => line.requestId === answer.headers.get('x-request-id') && 'err' in line)).toBe(true);
});
