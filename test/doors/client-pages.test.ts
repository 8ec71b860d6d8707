import { createHash } from 'node:crypto';
import { hashSecret } from '../../src/access/secrets';
import { PAGE_HEADERS } from '../../src/pages/layout';
import { PROGRESS_STYLE_HASH } from '../../src/pages/style';
import { forgetOldSessions, forgetOldSsoTokens } from '../../src/store/access/client-sessions';
import { asClient, withApiKey } from '../support/doors';
import { eventually } from '../support/eventually';
import { expectOnlyOurs, HOSTILE, shown, visible } from '../support/pages';
import { contentOf } from '../support/refusals';
import { type HttpAnswer, useWorld, type World } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());
const publicWorld = useWorld((config) => {
  config.desk = { ...config.desk, publicUrl: 'https://desk.example/support' };
});

beforeAll(() => publicWorld.done('SetConfigurationValue', { setting: 'CompanyName', value: '<i>Us & Co</i>' }));

const strictWorld = useWorld((config) => {
  config.allowedNetworks = ['192.0.2.0/24'];
});

type Person = { clientId: number; userId: number };

let ann: Person;
let bob: Person;

beforeAll(async () => {
  [ann, bob] = [await world.client('Ann Lee'), await world.client('Bob Ray')];
});

/** Sends a request like a browser, but does not follow redirects. */
const get = (path: string, session = '', own: World = world, init: RequestInit = {}): Promise<HttpAnswer> =>
  own.send(path, {
    redirect: 'manual',
    ...init,
    headers: { ...(session !== '' && { Cookie: `a=b; hatchdesk_session=${session}; c=d` }) },
  });

const tokenFor = async (params: Record<string, unknown>, own: World = world): Promise<string> =>
  String((await own.done('CreateSsoToken', params)).access_token);

const use = (token: string, own: World = world): Promise<HttpAnswer> =>
  get(`/oauth/singlesignon.php?access_token=${token}`, '', own);

const sessionIn = (answer: HttpAnswer): string =>
  /^hatchdesk_session=([\w-]{43});/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';

async function signIn(params: Record<string, unknown>, own: World = world): Promise<string> {
  const session = sessionIn(await use(await tokenFor(params, own), own));
  expect(session).not.toBe('');
  return session;
}

describe('signing on', () => {
  test('is recorded on the account', async () => {
    const { clientId } = await world.client('Lou Key');
    const lastOf = () => world.rows('select last_login_at, last_address from clients where id = $1', [clientId]);
    const token = await tokenFor({ client_id: clientId });
    expect(await lastOf()).toEqual([{ last_login_at: null, last_address: '' }]);
    await use(token);
    expect(await lastOf()).toEqual([{ last_login_at: world.now, last_address: '127.0.0.1' }]);
  });

  test('a token becomes a cookie for eight hours, stored as a digest, and redirects to its page', async () => {
    const answer = await use(await tokenFor({ client_id: ann.clientId, destination: 'clientarea:tickets' }));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('../supporttickets.php');
    const session = sessionIn(answer);
    expect(answer.headers.get('set-cookie')).toBe(
      `hatchdesk_session=${session}; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax`,
    );
    expect(await world.rows('select * from client_sessions where hash = $1', [hashSecret(session)])).toEqual([
      {
        hash: expect.any(String),
        client_id: ann.clientId,
        user_id: ann.userId,
        created_at: world.now,
        expires_at: new Date(world.now.getTime() + 8 * 3_600_000),
        ...{ id: expect.any(Number), way: 'sso', address: '127.0.0.1', browser: '', last_seen_at: world.now },
        ...{ awaits_code: false, wrong_codes: 0 },
      },
    ]);
    expect((await get('/supporttickets.php', session)).status).toBe(200);
  });

  test('the address from CreateSsoToken leads to the page, whatever its path', async () => {
    const { redirect_url } = await world.done('CreateSsoToken', {
      ...{ client_id: ann.clientId, destination: 'sso:custom_redirect' },
      sso_redirect_path: '/supporttickets.php?page=1',
    });
    const answer = await get(String(redirect_url));
    const target = new URL(answer.headers.get('location')!, world.url + String(redirect_url));
    expect(target.href).toBe(`${world.url}/supporttickets.php?page=1`);
  });

  test('with an https address, the cookie is for https only, and the redirect stays below its path', async () => {
    const { clientId } = await publicWorld.client();
    const { redirect_url } = await publicWorld.done('CreateSsoToken', { client_id: clientId });
    const url = new URL(String(redirect_url));
    const answer = await get(`/oauth/singlesignon.php${url.search}`, '', publicWorld);
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure$/);
    expect(new URL(answer.headers.get('location')!, url).href).toBe('https://desk.example/support/clientarea.php');
    const page = await get('/clientarea.php', sessionIn(answer), publicWorld);
    expect(page.text).toContain('&lt;i&gt;Us &amp; Co&lt;/i&gt;');
  });

  test('a form may contain the token too', async () => {
    const body = new URLSearchParams({ access_token: await tokenFor({ client_id: ann.clientId }) });
    const answer = await get('/oauth/singlesignon.php', '', world, { method: 'POST', body });
    expect(answer.status).toBe(303);
    expect(sessionIn(answer)).not.toBe('');
  });

  test('the activity log records who signed in and out, and from where', async () => {
    await world.change('delete from activity_log');
    const token = await tokenFor({ client_id: ann.clientId });
    const session = sessionIn(await use(token));
    await use(token);
    const body = new URLSearchParams({ proof: world.desk.sessions.proofOf(session) });
    for (const _ of [1, 2]) await get('/logout.php', session, world, { method: 'POST', body });
    const who = { client_id: ann.clientId, user_id: ann.userId, caller: `client:${ann.clientId}`, username: 'Client' };
    const entries = await world.rows('select * from activity_log order by id');
    expect(entries).toMatchObject([
      { action: 'CreateSsoToken' },
      { ...who, action: 'pages/SignOn', description: 'Signed in by single sign-on', address: '127.0.0.1' },
      { ...who, action: 'pages/SignOut', description: 'Signed out', address: '127.0.0.1' },
    ]);
    expect(JSON.stringify(entries)).not.toContain(session);
  });

  test('if ten requests use a token at once, one is signed in', async () => {
    const token = await tokenFor({ client_id: ann.clientId });
    const before = await world.rows('select 1 from client_sessions');
    const answers = await Promise.all(Array.from({ length: 10 }, () => use(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(9).fill(403)]);
    expect(await world.rows('select 1 from client_sessions')).toHaveLength(before.length + 1);
  });

  test('a link that is wrong, used or old, or whose client may not sign in, gets the same page and changes nothing', async () => {
    const { clientId } = await world.client();
    const used = await tokenFor({ client_id: ann.clientId });
    await use(used);
    const old = await tokenFor({ client_id: ann.clientId });
    const blocked = await tokenFor({ client_id: clientId });
    const start = world.now;
    const lasting = await tokenFor({ client_id: ann.clientId });
    world.now = new Date(start.getTime() + 59_999);
    expect((await use(lasting)).status).toBe(303);
    world.now = new Date(start.getTime() + 60_000);
    const late = await tokenFor({ client_id: clientId });
    await world.change('update clients set sso_allowed = false where id = $1', [clientId]);
    const content = await contentOf(world);
    const page = visible(await use('0'.repeat(40)));
    expect(page.status).toBe(403);
    expect(shown(page.text)).toContain('This link does not work any more');
    for (const token of [
      used,
      old,
      blocked,
      late,
      '',
      'x',
      `${late}0`,
      late.toUpperCase(),
      `${late}&access_token[]=1`,
    ]) {
      expect(visible(await use(token))).toEqual(page);
    }
    expect(await contentOf(world)).toEqual(content);
    await world.change(`update clients set sso_allowed = true, status = 'Closed' where id = $1`, [clientId]);
    expect(visible(await use(late))).toEqual(page);
  });

  test.each(['HEAD', 'PUT'])('%s does not use the token up', async (method) => {
    const token = await tokenFor({ client_id: ann.clientId });
    const answer = await get(`/oauth/singlesignon.php?access_token=${token}`, '', world, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect((await use(token)).status).toBe(303);
  });

  test('the log contains no token and no session', async () => {
    const token = await tokenFor({ client_id: ann.clientId });
    const session = sessionIn(await use(token));
    await get('/supporttickets.php', session);
    const log = JSON.stringify(world.log);
    expect(log).not.toContain(token);
    expect(log).not.toContain(session);
    expect(log).toContain(`"caller":"client:${ann.clientId}"`);
  });
});

describe('a session', () => {
  test.each<[string, (session: string, person: Person) => Promise<unknown>]>([
    ['none', async () => ''],
    ['a made-up token', async () => 'x'.repeat(43)],
    ['one that has expired', async () => (world.now = new Date(world.now.getTime() + 8 * 3_600_000))],
    [
      'one of a closed client',
      (_, { clientId }) => world.change(`update clients set status = 'Closed' where id = $1`, [clientId]),
    ],
    [
      'one of a client whose single sign-on was switched off',
      (_, { clientId }) => world.done('UpdateClient', { clientid: clientId, allow_sso: 'false' }),
    ],
    [
      'one of a user who has left the client',
      (_, { userId }) => world.change('delete from client_users where user_id = $1', [userId]),
    ],
    ['one of a deleted client', (_, { clientId }) => world.change('delete from clients where id = $1', [clientId])],
    ['one that the sweep deleted', () => world.change('delete from client_sessions')],
  ])('%s leads to the sign-in', async (name, change) => {
    const person = await world.client();
    const session = await signIn({ client_id: person.clientId });
    expect((await get('/supporttickets.php', session)).status).toBe(200);
    const changed = await change(session, person);
    const sent = name === 'none' || name === 'a made-up token' ? String(changed) : session;
    for (const path of [
      '/supporttickets.php',
      '/clientarea.php',
      '/viewticket.php?tid=1',
      '/supporttickets.php?page=9',
    ]) {
      const page = await get(path, sent);
      const location = `login.php?goto=${encodeURIComponent(path.slice(1))}`;
      expect([page.status, page.headers.get('location'), page.text]).toEqual([303, location, '']);
    }
  });

  test('users see tickets if the owner permits it', async () => {
    await world.change(`insert into client_users (client_id, user_id, permissions) values ($1, $2, '{invoices}')`, [
      ...[bob.clientId, ann.userId],
    ]);
    const session = await signIn({ client_id: bob.clientId, user_id: ann.userId });
    const answer = await get('/supporttickets.php', session);
    expect(answer.status).toBe(403);
    expect(shown(answer.text)).toContain('has not given you its tickets');
    await world.change(`update client_users set permissions = '{tickets}' where user_id = $1 and not is_owner`, [
      ann.userId,
    ]);
    expect((await get('/supporttickets.php', session)).status).toBe(200);
  });

  test('ends with the button on its page, and only with the proof from that page', async () => {
    const session = await signIn({ client_id: ann.clientId });
    const other = await signIn({ client_id: ann.clientId });
    const proofOf = async (own: string) =>
      /name="proof" value="(\w+)"/.exec((await get('/clientarea.php', own)).text)![1]!;
    const post = (proof: string, own = session) =>
      get('/logout.php', own, world, { method: 'POST', body: new URLSearchParams({ proof }) });
    for (const proof of ['', 'x', await proofOf(other)]) expect((await post(proof)).status).toBe(403);
    expect((await get('/logout.php', session)).status).toBe(405);
    expect((await get('/clientarea.php', session)).status).toBe(200);
    const answer = await post(await proofOf(session));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'login.php?done=out']);
    expect(answer.headers.get('set-cookie')).toMatch(/^hatchdesk_session=; Path=\/; Max-Age=0;/);
    expect((await get('/clientarea.php', session)).headers.get('location')).toMatch(/^login\.php/);
    expect((await get('/clientarea.php', other)).status).toBe(200);
    expect((await post('', '')).status).toBe(403);
  });

  test('the sweep deletes expired sessions, and nothing else', async () => {
    await tokenFor({ client_id: ann.clientId });
    const session = await signIn({ client_id: ann.clientId });
    const sweep = (milliseconds: number) =>
      world.desk.database.transaction('write', async (db) => {
        await forgetOldSsoTokens(db, new Date(world.now.getTime() + milliseconds));
        await forgetOldSessions(db, new Date(world.now.getTime() + milliseconds));
      });
    const left = () =>
      world.rows(
        `select (select count(*) from sso_tokens where used_at is null and expires_at > $1) as tokens,
        (select count(*) from client_sessions where hash = $2) as sessions`,
        [world.now, hashSecret(session)],
      );
    await sweep(59_999);
    expect(await left()).toEqual([{ tokens: 1, sessions: 1 }]);
    await sweep(60_000);
    expect(await left()).toEqual([{ tokens: 0, sessions: 1 }]);
    await sweep(8 * 3_600_000);
    expect(await left()).toEqual([{ tokens: 0, sessions: 0 }]);
  });

  test('banned callers see nothing, and the allow list does not matter', async () => {
    const session = await signIn({ client_id: ann.clientId });
    const statusOf = async () => (await get('/supporttickets.php', session)).status;
    await world.change(`insert into banned_ips (network) values ('127.0.0.0/8')`);
    // Other processes learn of a ban a moment later.
    await eventually(async () => (await statusOf()) === 403);
    const link = `/oauth/singlesignon.php?access_token=${await tokenFor({ client_id: ann.clientId })}`;
    for (const path of ['/supporttickets.php', '/viewticket.php?tid=1', link]) {
      const answer = await get(path, session);
      expect([answer.status, shown(answer.text)]).toEqual([403, expect.stringContaining('Banned IP 127.0.0.1')]);
    }
    await world.change('delete from banned_ips');
    await eventually(async () => (await statusOf()) === 200);
  });

  test('the allow list does not apply to customers', async () => {
    const session = await signIn({ client_id: (await strictWorld.client()).clientId }, strictWorld);
    expect((await get('/supporttickets.php', session, strictWorld)).status).toBe(200);
    expect((await strictWorld.send('/includes/api.php')).status).toBe(403);
  });
});

describe('pages', () => {
  let session: string;
  let tid: string;

  beforeAll(async () => {
    session = await signIn({ client_id: ann.clientId });
    ({ tid } = await world.ticket({
      clientid: ann.clientId,
      subject: `Subject ${HOSTILE}`,
      message: `First ${HOSTILE}`,
    }));
    const [row] = await world.rows<{ id: number }>('select id from tickets where number = $1', [tid]);
    const ticketid = row!.id;
    const attachments = JSON.stringify([{ name: `a${HOSTILE.replace(/[/\\]/g, '')}.txt`, data: 'eA==' }]);
    const staff = { ticketid, adminusername: `Jo ${HOSTILE}` };
    await world.done('AddTicketReply', { ...staff, message: `Second ${HOSTILE}`, markdown: true, attachments });
    await world.done('AddTicketReply', { ...staff, message: 'Third' });
    await world.change(`update messages set format = 'html', body = $2 where ticket_id = $1 and body = 'Third'`, [
      ...[ticketid, '<p>Third</p><script>alert(2)</script><a href="javascript:alert(3)">&lt;script&gt;</a>'],
    ]);
    await world.done('AddTicketNote', { ticketid, message: 'What staff tells itself' });
    for (const table of ['statuses', 'departments', 'priorities']) {
      const column = table === 'statuses' ? 'title' : 'name';
      await world.change(`update ${table} set ${column} = ${column} || $1`, [HOSTILE]);
    }
    await world.change(`update clients set last_name = $2 where id = $1`, [ann.clientId, HOSTILE]);
  });

  afterAll(async () => {
    for (const table of ['statuses', 'departments', 'priorities']) {
      const column = table === 'statuses' ? 'title' : 'name';
      await world.change(`update ${table} set ${column} = replace(${column}, $1, '')`, [HOSTILE]);
    }
  });

  test('a ticket is shown with all its messages, in order, and without notes', async () => {
    const { status, text } = await get(`/viewticket.php?tid=${tid}&c=whatever`, session);
    expect(status).toBe(200);
    const page = shown(text).replace(/\s+/g, ' ');
    const second = `Second ${HOSTILE.replaceAll('&lt;', '<').replaceAll('&gt;', '>')}`; // Markdown knows entities.
    const parts = [`Subject ${HOSTILE}`, tid, 'Ann', `First ${HOSTILE}`, `Jo ${HOSTILE}`, second];
    for (const part of parts) expect(page).toContain(part);
    const order = ['First', 'Second', ' a"', 'Third'].map((part) => page.indexOf(part));
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(page).not.toContain('What staff tells itself');
    expect(page).not.toContain('alert(2)');
  });

  test.each(['/supporttickets.php', '/clientarea.php', '/viewticket.php?tid='])(
    '%s contains no foreign markup',
    async (path) => {
      const { text } = await get(path.endsWith('=') ? path + tid : path, session);
      expect(shown(text)).toContain(`Subject ${HOSTILE}`);
      expectOnlyOurs(text);
    },
  );

  test('every page has the strict headers: no scripts but ours, no frames, no caching, no referrer', async () => {
    const pages = [
      ...[
        '/supporttickets.php',
        '/viewticket.php?tid=',
        `/viewticket.php?tid=${tid}`,
        '/logout.php',
        '/viewticket.php?tid=%zz',
      ],
      ...[
        '/oauth/singlesignon.php',
        `/oauth/singlesignon.php?access_token=${await tokenFor({ client_id: ann.clientId })}`,
      ],
    ];
    for (const path of pages) {
      // A sign-in ends the session that the browser had before.
      const { headers, text } = await get(path, path.startsWith('/oauth') ? '' : session);
      const style = /<style[^>]*>(.*)<\/style>/s.exec(text)?.[1];
      const hash = createHash('sha256')
        .update(style ?? '')
        .digest('base64');
      expect([path, Object.fromEntries(headers)]).toEqual([
        path,
        expect.objectContaining({
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy':
            style === undefined
              ? PAGE_HEADERS['Content-Security-Policy']
              : `default-src 'none'; script-src 'self'; style-src 'sha256-${hash}' '${PROGRESS_STYLE_HASH}'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
          'x-frame-options': 'DENY',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        }),
      ]);
      expect([...headers.keys()]).not.toContain('access-control-allow-origin');
    }
  });

  test('HEAD is answered like GET, without a body', async () => {
    const answer = await get('/supporttickets.php', session, world, { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });
});

describe('the list', () => {
  let carl: Person;
  let session: string;
  const subjectsOf = ({ text }: HttpAnswer) =>
    Array.from(text.matchAll(/<td><a [^>]*><bdi>(.*?)<\/bdi>/g), ([, subject]) => subject);
  const linksOf = ({ text }: HttpAnswer) =>
    Array.from((/<nav class="pages".*?<\/nav>/s.exec(text)?.[0] ?? '').matchAll(/href="([^"]*)"/g), ([, link]) => link);

  beforeAll(async () => {
    carl = await world.client('Carl Orr');
    session = await signIn({ client_id: carl.clientId });
  });

  test('is empty for a client without tickets, and otherwise has pages of 25, newest first', async () => {
    expect(shown((await get('/supporttickets.php', session)).text)).toContain('You have no tickets yet.');
    const start = world.now;
    for (let count = 1; count <= 51; count++) {
      world.now = new Date(start.getTime() + count * 1000);
      await world.ticket({ clientid: carl.clientId, subject: `Nr ${count}` });
    }
    const page = (number: string) => get(`/supporttickets.php?page=${number}`, session);
    const first = await get('/supporttickets.php', session);
    expect(subjectsOf(first)).toEqual(Array.from({ length: 25 }, (_, index) => `Nr ${51 - index}`));
    expect(linksOf(first)).toEqual(['supporttickets.php?page=2']);
    expect(subjectsOf(await page('2'))).toHaveLength(25);
    expect(linksOf(await page('2'))).toEqual(['supporttickets.php', 'supporttickets.php?page=3']);
    expect(subjectsOf(await page('3'))).toEqual(['Nr 1']);
    expect(linksOf(await page('3'))).toEqual(['supporttickets.php?page=2']);
    expect([subjectsOf(await page('999999')), linksOf(await page('999999'))]).toEqual([[], []]);
    expect((await page('999999')).text).toContain('<a href="supporttickets.php">To the first page</a>');
    for (const wrong of ['0', '-1', 'x', '1e9', '9999999', '%00']) {
      const { status, text } = await page(wrong);
      expect([wrong, status, text.includes('Nr 51')]).toEqual([wrong, wrong === '%00' ? 400 : 200, wrong !== '%00']);
    }
  });

  test('contains nothing of other clients, whatever parameters are sent', async () => {
    await world.ticket({ clientid: bob.clientId, subject: 'Bob asks' });
    const more = `clientid=${bob.clientId}&userid=${bob.clientId}&email=x&status=Open&ignore_dept_assignments=1`;
    const answer = await get(`/supporttickets.php?${more}&limitnum=100`, session);
    expect(subjectsOf(answer)).toHaveLength(25);
    expect(answer.text).not.toContain('Bob asks');
    const found = await get(`/supporttickets.php?search=Bob&${more}`, session);
    expect([subjectsOf(found), shown(found.text).includes('No tickets match.')]).toEqual([[], true]);
  });

  test('another client’s ticket gets byte for byte the answer for a missing ticket', async () => {
    const theirs = await world.ticket({ clientid: bob.clientId, subject: 'Bob asks' });
    const guests = await world.ticket({ subject: 'A guest asks' });
    const own = await world.ticket({ clientid: carl.clientId, subject: 'Carl asks' });
    const view = (tid: string) => get(`/viewticket.php?tid=${tid}`, session);
    expect((await view(own.tid)).text).toContain('Carl asks');
    const nothing = visible(await view('NOSUCH'));
    expect(nothing.status).toBe(404);
    for (const tid of [
      theirs.tid,
      guests.tid,
      `${theirs.tid}&c=${own.c}`,
      `${theirs.tid}&ticketid=${own.id}`,
      '',
      '&tid[]=1',
      'x'.repeat(5000),
    ]) {
      expect(visible(await view(tid))).toEqual(nothing);
    }
    await world.change('update tickets set deleted_at = now() where id = $1', [own.id]);
    expect(visible(await view(own.tid))).toEqual(nothing);
  });

  test('the list cannot be reached through the other APIs for clients', async () => {
    const owner = { clientId: carl.clientId };
    for (const name of ['GetTickets', 'gettickets', 'get-tickets']) {
      const reseller = await world.send(`/api/v2/keliweb/${name}`, {
        method: 'POST',
        headers: await asClient(world, carl.clientId),
      });
      expect([name, reseller.status, reseller.text.includes('Nr ')]).toEqual([name, 404, false]);
      const eddy = await world.send(`/api/v2/${name}`, { headers: await withApiKey(world, owner) });
      expect([name, eddy.status, eddy.text.includes('Nr ')]).toEqual([name, 404, false]);
    }
  });
});
