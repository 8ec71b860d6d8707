import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDeskKey } from '../../src/access/desk-key';
import { seal } from '../../src/access/sealed';
import { prepareKey } from '../../src/desk/key';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';

const folder = () => world.desk.config.dataDirectory;
const world = useWorld((config) => {
  config.key = undefined;
  config.dataDirectory = temporaryFolder();
});

const NO_KEY = "This server lacks the desk's key, so it cannot keep a secret: see HATCHDESK_KEY";
const url = 'https://example.com/';

const columns = async (webhookid: unknown) =>
  (await world.rows<Record<string, string>>('select secret, seed from webhooks where id = $1', [webhookid]))[0] ?? {};

const publicKeys = async () => {
  const { webhooks } = (await world.done('GetWebhooks')) as never as { webhooks: { webhook: { publickey: string }[] } };
  return webhooks.webhook.map(({ publickey }) => publickey);
};

const lines: unknown[] = [];
const log = {
  info: (details: object, message: string) => lines.push([message, details]),
  warn: (details: object, message: string) => lines.push([message, details]),
} as never;

/** The desk in another process: with a key of its own, or in another folder. */
const elsewhere = (key: Buffer | undefined, dataDirectory = temporaryFolder()) => ({
  database: world.desk.database,
  key: createDeskKey(key, dataDirectory),
});

beforeEach(() => {
  lines.length = 0;
});

test('the first secret makes the key, and secrets are stored sealed', async () => {
  expect(existsSync(join(folder(), 'key'))).toBe(false);
  const { webhookid, secret, publickey } = await world.done('AddWebhook', { url });
  expect(readFileSync(join(folder(), 'key'), 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  const stored = await columns(webhookid);
  expect(stored).toEqual({ secret: expect.stringMatching(/^sealed1:/), seed: expect.stringMatching(/^sealed1:/) });
  expect(JSON.stringify(stored)).not.toContain(String(secret).slice('whsec_'.length, -1));
  expect(await publicKeys()).toEqual([publickey]);
});

test('a start seals what an older version stored, once, in however many processes', async () => {
  const [{ id } = { id: 0 }] = await world.change<{ id: number }>(
    `insert into webhooks (url, secret, seed, old_secret, created_at, updated_at)
     values ('${url}', 'c2VjcmV0', $1, 'b2xk', now(), now()) returning id`,
    [Buffer.alloc(32).toString('base64')],
  );
  const before = await publicKeys();
  await Promise.all([1, 2, 3].map(() => prepareKey(elsewhere(undefined, folder()), log)));
  const sealed = await columns(id);
  expect(world.desk.key.open(sealed.secret ?? '', `webhook:${id}:secret`)).toBe('c2VjcmV0');
  expect(sealed.secret).toMatch(/^sealed1:/);
  expect(await publicKeys()).toEqual(before);
  await prepareKey(world.desk, log);
  expect(await columns(id)).toEqual(sealed);
});

test('a start on a new desk makes the key', async () => {
  await world.change('delete from desk_key');
  await world.change('delete from webhooks');
  const other = elsewhere(undefined);
  await prepareKey(other, log);
  expect(lines).toEqual([['the key of the desk was made: keep a copy of it', { file: other.key.state().file }]]);
  // The desk has a key now, so this server's own is another one.
  expect(await world.call('AddWebhook', { url })).toEqual({ result: 'error', message: NO_KEY });
  await world.change('delete from desk_key');
});

test('a server without the key, or with another file, says so and keeps no secrets', async () => {
  await world.done('AddWebhook', { url });
  const without = elsewhere(undefined);
  await prepareKey(without, log);
  expect(lines).toEqual([
    [
      "this server lacks the desk's key, so it cannot keep secrets",
      expect.objectContaining({ problem: expect.stringMatching(/\/key is missing$/), todo: expect.anything() }),
    ],
    [
      'secrets cannot be opened with this key',
      expect.objectContaining({ of: [expect.stringMatching(/^webhook \d+$/)] }),
    ],
  ]);
  expect(existsSync(without.key.state().file)).toBe(false);
});

test("names whose second factor cannot be used, and a file that is not the desk's", async () => {
  const { user_id: userid } = await world.done('AddUser', {
    firstname: 'A',
    lastname: 'B',
    email: 'a@b.cd',
    password2: 'a long one',
  });
  const { adminid } = await world.done('AddAdmin', { adminusername: 'jo' });
  await world.change(
    `insert into second_factors (user_id, staff_id, secret, created_at) values ($2, null, $1, now()), (null, $3, $1, now())`,
    [seal(Buffer.alloc(32, 9), 'A', 'second-factor:1:secret'), userid, adminid],
  );
  const folderOfAnother = temporaryFolder();
  writeFileSync(join(folderOfAnother, 'key'), 'ab'.repeat(32));
  await prepareKey(elsewhere(undefined, folderOfAnother), log);
  expect(lines).toEqual([
    [expect.anything(), expect.objectContaining({ problem: expect.stringMatching(/\/key is not the desk's key$/) })],
    [
      expect.anything(),
      expect.objectContaining({
        of: expect.arrayContaining([
          `the second factor of administrator ${adminid}`,
          `the second factor of user ${userid}`,
        ]),
      }),
    ],
  ]);
  await world.change('delete from second_factors');
});

test('whoever sets the variable goes on with a new key, and a new secret repairs a webhook', async () => {
  const own = elsewhere(Buffer.alloc(32, 7));
  await prepareKey(own, log);
  expect(lines).toEqual([['secrets cannot be opened with this key', expect.anything()]]);
  const [{ id, secret } = { id: 0, secret: '' }] = await world.rows<{ id: number; secret: string }>(
    'select id, secret from webhooks',
  );
  expect(own.key.open(secret, `webhook:${id}:secret`)).toBeUndefined();
  // The server that still has the old key is the one without now.
  expect(await world.call('UpdateWebhook', { webhookid: id, rotate: true })).toEqual({
    result: 'error',
    message: NO_KEY,
  });
  await world.change('delete from desk_key');
  rmSync(join(folder(), 'key'));
});
