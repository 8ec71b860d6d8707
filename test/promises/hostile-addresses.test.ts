import { ask, asProgram } from '../support/doors';
import { openTicket } from '../support/socialboards';
import { useWorld } from '../support/world';

/**
 * Nobody is sent to an address that a browser would run, however it is spelled: not by a redirect, and not by a link
 * that we keep for others to show.
 */
const world = useWorld();
let client: string;
let program: string;
let headers: Record<string, string>;
let ticket: number;

beforeAll(async () => {
  client = String((await world.client()).clientId);
  const registration = { grantType: 'authorization_code', name: 'Shop', scope: 'openid' };
  program = String((await world.done('CreateOAuthCredential', registration)).credentialId);
  headers = await asProgram(world);
  ticket = await openTicket(world, headers);
});

/** Browsers skip control characters and spaces before a scheme, and tabs and line breaks within it. */
const HOSTILE = [
  ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'javascript://a.example/%0aalert(1)', 'vbscript:x'],
  ...['data:text/html,<script>alert(1)</script>', 'data:;base64,PHNjcmlwdD4=', 'blob:https://a.example/1'],
  ...['\u0001javascript:alert(1)', '\u0008javascript:alert(1)', '\u001fdata:text/html,x', '\u007fjavascript:alert(1)'],
  ...[' javascript:alert(1)', '\tjavascript:alert(1)', '\r\njavascript:alert(1)', '\u0001 \u0002javascript:alert(1)'],
  ...['java\tscript:alert(1)', 'java\nscript:alert(1)', 'java\u0001script:alert(1)', 'javascript\t:alert(1)'],
  ...['\u00a0javascript:alert(1)', '\u2028javascript:alert(1)', '\u3000javascript:alert(1)'],
  ...['\u200bjavascript:alert(1)', '\ufeffjavascript:alert(1)', '\u202ejavascript:alert(1)', '\u00adjavascript:x'],
  ...['file:///etc/passwd', 'filesystem:https://a.example/x', 'view-source:javascript:alert(1)'],
];

const registration = { action: 'CreateOAuthCredential', grantType: 'authorization_code', name: 'X', scope: 'openid' };
const notification = { action: 'TriggerNotificationEvent', notification_identifier: 'x', title: 'T', message: 'M' };

/** Every parameter of the hatch that takes an address. */
const PARAMETERS: [string, (url: string) => Record<string, string>][] = [
  ['CreateOAuthCredential redirectUri', (url) => ({ ...registration, redirectUri: url })],
  [
    'CreateOAuthCredential redirectUri[1]',
    (url) => ({ ...registration, 'redirectUri[0]': 'app:x', 'redirectUri[1]': url }),
  ],
  [
    'CreateOAuthCredential redirectUri, the second',
    (url) => ({ ...registration, redirectUri: `https://a.example ${url}` }),
  ],
  ['CreateOAuthCredential logoUri', (url) => ({ ...registration, logoUri: url })],
  [
    'UpdateOAuthCredential redirectUri',
    (url) => ({ action: 'UpdateOAuthCredential', credentialId: program, redirectUri: url }),
  ],
  [
    'UpdateOAuthCredential logoUri',
    (url) => ({ action: 'UpdateOAuthCredential', credentialId: program, logoUri: url }),
  ],
  [
    'CreateSsoToken sso_redirect_path',
    (url) => ({
      ...{ action: 'CreateSsoToken', client_id: client },
      ...{ destination: 'sso:custom_redirect', sso_redirect_path: url },
    }),
  ],
  ['TriggerNotificationEvent url', (url) => ({ ...notification, url })],
  [
    'TriggerNotificationEvent attributes',
    (url) => ({ ...notification, 'attributes[0][label]': 'L', 'attributes[0][value]': 'V', 'attributes[0][url]': url }),
  ],
  ['SetConfigurationValue SystemURL', (value) => ({ action: 'SetConfigurationValue', setting: 'SystemURL', value })],
];

describe.each(PARAMETERS)('%s', (_name, fields) => {
  test.each(HOSTILE.map((url) => [JSON.stringify(url), url]))('refuses %s', async (_shown, url) => {
    const { status, json } = await world.post(fields(url));
    expect([status, json]).toEqual([200, { result: 'error', message: expect.any(String) }]);
  });
});

describe('allows', () => {
  test.each([
    ['https://a.example/back?x=1,2#y', 'https://a.example/logo.png'],
    ['http://localhost:3000/cb', '/logo.png'],
    ['app:back', 'logo.png'],
    ['com.example.app:/oauth', ''],
    ['https://bücher.example/', 'https://bücher.example/javascript:x'],
  ])('the program of %s', async (redirectUri, logoUri) => {
    const sent = { action: 'UpdateOAuthCredential', credentialId: program, redirectUri, logoUri };
    expect((await world.post(sent)).json).toEqual({ result: 'success', credentialId: Number(program) });
  });
});

describe('Socialboards stores no address that a browser would run', () => {
  const creator = { name: 'Bill', email: 'bill@guests.example' };
  test.each(HOSTILE.map((url) => [JSON.stringify(url), url]))('%s', async (_shown, url) => {
    const opening = { title: 'T', message: 'M' };
    const answers = [
      await ask(world, headers, 'POST', '/tickets', { ...opening, creator, attachments: [{ url, name: 'a.txt' }] }),
      await ask(world, headers, 'POST', '/tickets', { ...opening, creator: { ...creator, image: url } }),
      await ask(world, headers, 'POST', `/tickets/${ticket}/replies`, { message: 'M', attachments: [{ url }] }),
    ];
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const kept = await world.rows<{ url: string }>(
      'select url from attachments where url is not null union select requester_image from tickets where requester_image is not null',
    );
    expect(kept.filter((row) => !/^https?:\/\/[\x21-\x7e]+$/.test(row.url))).toEqual([]);
  });
});

describe('a redirect stays on this server', () => {
  test.each([
    ...['//evil.example/docs/', '//evil.example//docs/', '/\\evil.example/docs/', '/%5cevil.example/docs'],
    ...['//docs//', '///docs', '/docs//', '/%01javascript:alert(1)/docs/', '/javascript:alert(1)//docs/'],
    ...['//support//tickets?x=//evil.example', '/clientarea.php//', '//javascript:alert(1)/%2e%2e/docs//'],
  ])('%s', async (path) => {
    await world.serve();
    const response = await fetch(world.url + path, { redirect: 'manual' });
    expect(response.status).toBeLessThan(500);
    const location = response.headers.get('location');
    // The address as a browser resolves it: against the one it asked for.
    if (location !== null) expect(new URL(location, response.url).origin).toBe(world.url);
  });
});
