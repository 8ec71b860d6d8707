import { createHash } from 'node:crypto';
import { PAGE_HEADERS } from '../../src/pages/layout';
import { STYLE } from '../../src/pages/style';
import { contrastOf, readColour } from '../../src/text/colour';
import { HOSTILE, shown } from '../support/pages';
import { contentOf } from '../support/refusals';
import { type HttpAnswer, useWorld } from '../support/world';

const world = useWorld();

const set = (setting: string, value: string) => world.done('SetConfigurationValue', { setting, value });
const refusalOf = async (setting: string, value: string) =>
  (await world.call('SetConfigurationValue', { setting, value })).message;

const get = (path: string, headers: Record<string, string> = {}): Promise<HttpAnswer> =>
  world.send(path, { redirect: 'manual', headers });

let session = '';

async function signIn(): Promise<void> {
  const { clientId } = await world.client('Ann Lee');
  const { access_token } = await world.done('CreateSsoToken', { client_id: clientId });
  const answer = await get(`/oauth/singlesignon.php?access_token=${String(access_token)}`);
  session = /hatchdesk_session=([\w-]{43});/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
  expect(session).not.toBe('');
}

const asAnn = (path: string, cookie = '', headers: Record<string, string> = {}) =>
  get(path, { Cookie: `hatchdesk_session=${session}${cookie === '' ? '' : `; ${cookie}`}`, ...headers });

beforeAll(signIn);

const styleOf = ({ text }: HttpAnswer): string => /<style[^>]*>(.*)<\/style>/s.exec(text)?.[1] ?? '';
const languageOf = ({ text }: HttpAnswer): string => /<html lang="(\w+)"/.exec(text)?.[1] ?? '';
const cookieIn = ({ headers }: HttpAnswer): string | undefined =>
  headers.getSetCookie().find((cookie) => cookie.startsWith('hatchdesk_language='));

/** The tokens of a style, in the light and in the dark. Those of paper are the same whatever the colour. */
function tokensOf(style: string): Record<string, string>[] {
  const roots = [...style.replace(/@media print \{ :root \{[^}]*\}/, '').matchAll(/:root \{([^}]*)\}/g)].map(
    ([, body = '']) =>
      Object.fromEntries([...body.matchAll(/--([\w-]+): (#[\da-f]+)/g)].map(([, name, value]) => [name, value])),
  );
  return [
    { ...roots[0], ...roots[2] },
    { ...roots[0], ...roots[1], ...roots[2], ...roots[3] },
  ];
}

const colour = (text = '') => readColour(text.length === 4 ? text.replace(/[\da-f]/g, '$&$&') : text)!;

describe('the colour', () => {
  afterAll(() => world.done('ResetConfigurationValue', { setting: 'PortalColour' }));

  test.each(['#0b6e4f', '#000000', '#b3261e', '#5b21b6', '#767676', '#0000FF'])(
    '%s is that of every page, refusals too, and people can read it by day and by night',
    async (chosen) => {
      await set('PortalColour', chosen);
      for (const answer of [await asAnn('/supporttickets.php'), await get('/viewticket.php?tid=1&c=wrong')]) {
        const style = styleOf(answer);
        const hash = createHash('sha256').update(style).digest('base64');
        expect(answer.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`);
        expect(style.startsWith(STYLE)).toBe(true);
        expect(style.slice(STYLE.length)).toContain('@media screen and (prefers-color-scheme: dark)');
        for (const tokens of tokensOf(style)) {
          const { paper, ground, ours, accent, 'on-accent': onAccent, ink } = tokens;
          for (const [one, other] of [
            ...[paper, ground, ours].map((surface) => [accent, surface]),
            ...[onAccent].map((text) => [text, accent]),
            [ink, ours],
          ]) {
            expect([one, other, contrastOf(colour(one), colour(other)) >= 4.5]).toEqual([one, other, true]);
          }
        }
        expect(tokensOf(style)[0]!.ours).not.toBe(tokensOf(STYLE)[0]!.ours);
      }
    },
  );

  test('is our own again once it is reset', async () => {
    await set('PortalColour', '#b3261e');
    await world.done('ResetConfigurationValue', { setting: 'PortalColour' });
    const answer = await asAnn('/supporttickets.php');
    expect(styleOf(answer)).toBe(STYLE);
    expect(answer.headers.get('content-security-policy')).toBe(PAGE_HEADERS['Content-Security-Policy']);
  });

  test('is refused if people cannot read it, with a shade that they can', async () => {
    const refused = await refusalOf('PortalColour', '#ff8800');
    expect(refused).toBe(
      'Invalid value for PortalColour: must have a contrast of at least 4.5 to 1 with white, or people cannot read it: #ff8800 has 2.3. #b35f00 is a darker shade that is allowed',
    );
    expect(await refusalOf('PortalColour', '#b35f00')).toBeUndefined();
    for (const wrong of ['red', '#fff', '#12345', '1656b8', `#1656b8${HOSTILE}`]) {
      expect([wrong, await refusalOf('PortalColour', wrong)]).toEqual([
        wrong,
        'Invalid value for PortalColour: must be a colour such as #1656b8',
      ]);
    }
  });
});

describe('the logo', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const urlOf = (bytes: Buffer, type = 'image/png') => `data:${type};base64,${bytes.toString('base64')}`;

  test('is on every page, and served by its bytes, whatever it claims to be', async () => {
    expect((await get('/logo')).status).toBe(404);
    await set('PortalLogo', urlOf(PNG, 'text/html'));
    const { text } = await asAnn('/supporttickets.php');
    const address = /<a class="brand" href="clientarea.php"><img src="(logo\?v=[\da-f]{12})" alt="Hatchdesk">/.exec(
      text,
    )?.[1];
    const answer = await get(`/${address}`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'content-length': String(PNG.length),
    });
    for (const path of ['/logo', '/logo?v=0']) {
      expect((await get(path)).headers.get('cache-control')).toBe('no-cache');
    }
  });

  test('leaves its bytes out of the activity log', async () => {
    await set('PortalLogo', urlOf(Buffer.concat([PNG, PNG])));
    expect(await world.logged()).toMatchObject({
      changes: { PortalLogo: ['image/png, 70 bytes', 'image/png, 140 bytes'] },
    });
    await world.done('ResetConfigurationValue', { setting: 'PortalLogo' });
    expect(await world.logged()).toMatchObject({ changes: { PortalLogo: ['image/png, 140 bytes', ''] } });
    expect((await asAnn('/supporttickets.php')).text).not.toContain('<img');
  });

  test('is refused if it is not a picture, is too large or is somewhere else', async () => {
    const content = await contentOf(world);
    const picture = 'Invalid value for PortalLogo: must be a PNG, JPEG, GIF or WebP picture as a data: URL';
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (const wrong of [
      'x',
      'https://example.com/logo.png',
      urlOf(svg, 'image/svg+xml'),
      urlOf(svg),
      'data:image/png,',
    ]) {
      expect([wrong, await refusalOf('PortalLogo', wrong)]).toEqual([wrong, picture]);
    }
    expect(await refusalOf('PortalLogo', urlOf(Buffer.concat([PNG, Buffer.alloc(65_536)])))).toBe(
      'Invalid value for PortalLogo: must be a picture of at most 65536 bytes',
    );
    expect(await refusalOf('PortalLogo', urlOf(Buffer.alloc(100_000)))).toBe(
      'Invalid value for PortalLogo: may have at most 100000 characters',
    );
    expect(await contentOf(world)).toEqual(content);
  });
});

describe('texts of the operator', () => {
  test('are those of the language, or else of all languages, and contain no foreign markup', async () => {
    await set('PortalTitle', `Help ${HOSTILE}`);
    await set('PortalTitle.de', 'Hilfe');
    await set('PortalFooter', `[Imprint](https://example.com/imprint) [Bad](javascript:alert(1)) ${HOSTILE}`);
    const english = await asAnn('/supporttickets.php');
    const german = await asAnn('/supporttickets.php', 'hatchdesk_language=de');
    expect(shown(english.text)).toContain(`Help ${HOSTILE}`);
    expect(german.text).toMatch(/<title>Anfragen · Hilfe<\/title>/);
    expect(german.text).toContain('href="https://example.com/imprint"');
    for (const { text } of [english, german]) {
      expect(text).not.toMatch(/<script(?! src="pages-)|<img|href="javascript:/i);
    }
    for (const setting of ['PortalTitle', 'PortalTitle.de', 'PortalFooter']) {
      await world.done('ResetConfigurationValue', { setting });
    }
    expect((await asAnn('/supporttickets.php')).text).toContain('<title>Tickets · Hatchdesk</title>');
  });
});

describe('the language', () => {
  test('is the one chosen at the foot of a page, which a cookie keeps', async () => {
    const chosen = await asAnn('/supporttickets.php?page=2&language=de', '', { 'Accept-Language': 'ar' });
    expect(languageOf(chosen)).toBe('de');
    expect(cookieIn(chosen)).toBe('hatchdesk_language=de; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax');
    const links = [...chosen.text.matchAll(/<a href="(\?[^"]*)" lang="(\w+)"/g)].map(([, link, code]) => [code, link]);
    expect(links).toEqual([
      ['en', '?page=2&amp;language=en'],
      ['ar', '?page=2&amp;language=ar'],
    ]);
    const after = await asAnn('/supporttickets.php', 'hatchdesk_language=de', { 'Accept-Language': 'ar' });
    expect([languageOf(after), cookieIn(after)]).toEqual(['de', undefined]);
  });

  test('can be chosen on a page with a refusal, and when a session begins', async () => {
    const refused = await get('/viewticket.php?tid=1&c=2&language=ar');
    expect([refused.status, languageOf(refused), cookieIn(refused)]).toEqual([404, 'ar', expect.any(String)]);
    const { clientId } = await world.client('Bob Ray');
    const { access_token } = await world.done('CreateSsoToken', { client_id: clientId });
    const { headers } = await get(`/oauth/singlesignon.php?access_token=${String(access_token)}&language=de`);
    expect(headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual([
      'hatchdesk_language',
      'hatchdesk_session',
    ]);
  });

  test('is the browser’s if none was chosen, then the desk’s, then English', async () => {
    const asked = async (accepted: string, cookie = '') =>
      languageOf(await asAnn('/supporttickets.php', cookie, { 'Accept-Language': accepted }));
    expect(await asked('fr, de;q=0.5, en;q=0.1')).toBe('de');
    expect(await asked('fr', 'hatchdesk_language=xx')).toBe('en');
    await set('Language', 'arabic');
    expect(await asked('fr')).toBe('ar');
    expect(await asked('de')).toBe('de');
    await world.done('ResetConfigurationValue', { setting: 'Language' });
  });

  test.each(['xx', '__proto__', 'de;x', 'de%0d%0aSet-Cookie:%20a=b', ''])('%p is no choice', async (wrong) => {
    const answer = await asAnn(`/supporttickets.php?language=${wrong}`);
    expect([answer.status, languageOf(answer), answer.headers.getSetCookie()]).toEqual([200, 'en', []]);
  });
});

describe('the links at the top', () => {
  const linksIn = ({ text }: HttpAnswer) =>
    [...(/<header.*<\/header>/s.exec(text)?.[0] ?? '').matchAll(/<a [^>]*>/g)].map(([link]) => link);

  test('lead a client everywhere, and mark the page that is shown', async () => {
    expect(linksIn(await asAnn('/supporttickets.php'))).toEqual([
      '<a class="brand" href="clientarea.php">',
      '<a href="supporttickets.php" aria-current="page">',
      '<a href="submitticket.php">',
      '<a href="announcements">',
      '<a href="account.php">',
    ]);
  });

  test('stand in a part of the page for themselves, beside the button to sign out', async () => {
    const { text } = await asAnn('/supporttickets.php');
    const parts = Array.from(text.matchAll(/<(\/?(?:header|nav|form|main|footer))\b/g), ([, part]) => part);
    const top = ['header', 'nav', '/nav', 'form', '/form', '/header'];
    expect(parts.slice(0, top.length + 1)).toEqual([...top, 'main']);
  });

  test('lead somebody with a ticket’s link to no page of an account', async () => {
    const { tid, c } = await world.ticket();
    const page = await get(`/viewticket.php?tid=${tid}&c=${c}`);
    expect(page.status).toBe(200);
    expect(linksIn(page)).toEqual(['<a href="submitticket.php">', '<a href="announcements">', '<a href="login.php">']);
  });
});
