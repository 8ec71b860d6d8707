import { createHash } from 'node:crypto';
import { PROGRESS_STYLE_HASH } from '../../src/pages/style';
import { eventually } from '../support/eventually';
import { fieldsOf, inviteLink, resetLink, submit } from '../support/links';
import { shown, visible } from '../support/pages';
import { contentOf } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const strictWorld = useWorld((config) => {
  config.allowedNetworks = ['192.0.2.0/24'];
});

const FORM = { firstname: 'Bob', lastname: 'Ray', password: 'a new password', password_again: 'a new password' };
const DAY = 86_400_000;

type Own = { path: string; clientId: number; userId: number };

/** Each kind of link: how it is made, how long it is valid, and what ends it earlier. */
const kinds = [
  {
    kind: 'invitation',
    prefix: '/invite/',
    lives: 7 * DAY,
    make: async (): Promise<Own> => {
      const client = await world.client('Ann Lee');
      return { ...client, path: await inviteLink(world, client.clientId, `bob${client.clientId}@example.com`) };
    },
    ends: {
      'a newer one': ({ clientId }: Own) => inviteLink(world, clientId, `BOB${clientId}@example.com`),
      'a client that was closed': ({ clientId }: Own) => world.done('CloseClient', { clientid: clientId }),
      'a client that was deleted': ({ clientId }: Own) => world.done('DeleteClient', { clientid: clientId }),
      'somebody who belongs to the client': async ({ clientId, userId }: Own) =>
        world.done('UpdateUser', { user_id: userId, email: `Bob${clientId}@example.com` }),
    },
  },
  {
    kind: 'password reset',
    prefix: '/password/reset/',
    lives: DAY / 12,
    make: async (): Promise<Own> => {
      const client = await world.client('Ann Lee');
      return { ...client, path: await resetLink(world, client.userId) };
    },
    ends: {
      'a newer one': ({ userId }: Own) => resetLink(world, userId),
      'a password that was changed': ({ userId }: Own) =>
        world.done('UpdateUser', { user_id: userId, password2: 'another password' }),
      'a user who was deleted': ({ clientId }: Own) =>
        world.done('DeleteClient', { clientid: clientId, deleteusers: true }),
    },
  },
];

describe.each(kinds)('a link, of the kind $kind,', ({ prefix, make, lives, ends }) => {
  const deadPage = async () => visible(await world.send(prefix + 'x'.repeat(43)));
  const expectDead = async (path: string) => {
    const page = await deadPage();
    const content = await contentOf(world);
    expect(visible(await world.send(path))).toEqual(page);
    expect(visible(await submit(world, path, FORM))).toEqual(page);
    expect(visible(await submit(world, path, {}))).toEqual(page);
    expect(await contentOf(world)).toEqual(content);
  };

  test('shows a form, and is not used up by that, by HEAD or by another method', async () => {
    const { path } = await make();
    const content = await contentOf(world);
    for (const _ of [1, 2]) {
      const answer = await world.send(path);
      expect([answer.status, fieldsOf(answer).includes('password')]).toEqual([200, true]);
    }
    const head = await world.send(path, { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
    const put = await world.send(path, { method: 'PUT', body: new URLSearchParams(FORM) });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    expect((await world.send(`${path}?${new URLSearchParams(FORM)}`)).status).toBe(200);
    expect(await contentOf(world)).toEqual(content);
    expect((await submit(world, path, FORM)).status).toBe(200);
  });

  test('works once, and until it expires by the desk’s clock', async () => {
    const [used, late, lasting] = [await make(), await make(), await make()];
    expect((await submit(world, used.path, FORM)).status).toBe(200);
    await expectDead(used.path);
    const start = world.now;
    world.now = new Date(start.getTime() + lives - 1);
    expect((await submit(world, lasting.path, FORM)).status).toBe(200);
    world.now = new Date(start.getTime() + lives);
    await expectDead(late.path);
  });

  test('of six requests at once, one succeeds', async () => {
    const { path } = await make();
    const answers = await Promise.all(Array.from({ length: 6 }, () => submit(world, path, FORM)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(5).fill(403)]);
  });

  test.each(Object.entries(ends))('does not work after %s', async (_what, end) => {
    const own = await make();
    await end(own as never);
    await expectDead(own.path);
  });

  test('gets the same page whatever is wrong with it', async () => {
    const { path } = await make();
    const page = await deadPage();
    expect(page.status).toBe(403);
    expect(shown(page.text)).toContain('This link does not work');
    for (const wrong of ['', 'x', '%zz', '%00', `${path.slice(prefix.length)}x`, `${path.slice(prefix.length)}/`]) {
      expect([wrong, visible(await world.send(prefix + wrong))]).toEqual([wrong, page]);
    }
    const digest = createHash('sha256').update(path.slice(prefix.length)).digest('hex');
    await expectDead(prefix + digest.slice(0, 43));
    // Each kind accepts only its own tokens.
    const other = kinds.find((kind) => kind.prefix !== prefix)!;
    expect(visible(await world.send(other.prefix + path.slice(prefix.length)))).toEqual(
      visible(await world.send(`${other.prefix}x`)),
    );
  });

  test('has the strict headers on every page', async () => {
    const { path } = await make();
    const answers = [
      ...[await world.send(path), await world.send(`${path}x`)],
      ...[await submit(world, path, { password: '' }), await submit(world, path, FORM)],
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 400, 200]);
    for (const { headers, text } of answers) {
      const style = /<style[^>]*>(.*)<\/style>/s.exec(text)?.[1] ?? '';
      const hash = createHash('sha256').update(style).digest('base64');
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'sha256-${hash}' '${PROGRESS_STYLE_HASH}'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(text).not.toContain(path.slice(prefix.length));
      expect(text).not.toContain(FORM.password);
    }
  });

  test('the log and the activity log contain no token and no password', async () => {
    const { path } = await make();
    await world.send(path);
    await submit(world, path, { ...FORM, password_again: 'another' });
    await submit(world, path, FORM);
    await world.send(`/support${path}`);
    const told = [JSON.stringify(world.log), JSON.stringify(await world.rows('select * from activity_log'))];
    for (const text of told) {
      expect(text).not.toContain(path.slice(prefix.length));
      expect(text).not.toContain(FORM.password);
    }
    expect(told[0]).toContain(`"path":"${prefix}..."`);
    expect(told[0]).toContain('"caller":"link"');
  });

  test('banned callers are refused, and other content types are read', async () => {
    const { path } = await make();
    await world.done('AddBannedIp', { ip: '127.0.0.1', reason: 'Abuse' });
    const banned = [await world.send(path), await submit(world, path, FORM)];
    expect(banned.map(({ status, text }) => [status, shown(text).includes('Banned IP 127.0.0.1')])).toEqual([
      ...[
        [403, true],
        [403, true],
      ],
    ]);
    await world.change('delete from banned_ips');
    await eventually(async () => (await world.send(path)).status === 200);
    const big = { ...FORM, more: 'x'.repeat(20_000) };
    expect((await submit(world, path, big)).status).toBe(413);
    const body = JSON.stringify({ ...FORM, token: 'x' });
    const json = await world.send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    expect(json.status).toBe(200);
  });
});

test('the allow list does not apply to customers', async () => {
  const { userId } = await strictWorld.client();
  expect((await strictWorld.send(await resetLink(strictWorld, userId))).status).toBe(200);
});

test('no other API and no role can name the actions of the links', async () => {
  const { userId } = await world.client();
  const token = (await resetLink(world, userId)).split('/').at(-1)!;
  for (const action of ['pages/GetPasswordReset', 'GetPasswordReset', 'pages/ChoosePassword']) {
    const { json } = await world.post({ action, token, ...FORM });
    expect(json).toEqual({ result: 'error', message: 'Command Not Found' });
    expect(await world.call(action, { token })).toMatchObject({ result: 'error' });
  }
});
