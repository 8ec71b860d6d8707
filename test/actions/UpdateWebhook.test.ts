import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
/** Its data folder is a file, so no key can be made there. */
const keyless = useWorld((config) => {
  Object.assign(config, { key: undefined, dataDirectory: __filename });
});

let webhookid: number;

beforeAll(async () => {
  webhookid = Number((await world.done('AddWebhook', { url: 'https://example.com/', events: 'TicketOpen' })).webhookid);
});

const row = async () => (await world.rows('select * from webhooks where id = $1', [webhookid]))[0];

test('changes what is named and leaves the rest', async () => {
  const before = await row();
  const answer = await world.done('UpdateWebhook', { webhookid, payload: 'thin', enabled: false });
  expectAnswer('UpdateWebhook', answer);
  expect(answer).toEqual({ result: 'success', webhookid });
  expect(await row()).toEqual({ ...before, payload: 'thin', enabled: false, updated_at: world.now });
  expect((await world.logged())?.changes).toEqual({ payload: ['full', 'thin'], enabled: [true, false] });
});

test('draws a new secret, and keeps the old one for a while', async () => {
  const { secret } = (await row()) ?? {};
  const answer = await world.done('UpdateWebhook', { webhookid, rotate: true, overlap: 10 });
  expectAnswer('UpdateWebhook', answer);
  const after = await row();
  expect(answer.secret).toBe(`whsec_${world.desk.key.open(String(after?.secret), `webhook:${webhookid}:secret`)}`);
  expect(after).toMatchObject({ old_secret: secret, old_ends_at: new Date(world.now.getTime() + 600_000) });
  expect((await world.logged())?.changes).toEqual({ secret: ['...', '...'] });
});

test('enabling begins anew', async () => {
  await world.change(`update webhooks set enabled = false, disabled_because = 'gone', failing_since = now()`);
  await world.done('UpdateWebhook', { webhookid, enabled: true });
  expect(await row()).toMatchObject({ enabled: true, disabled_because: '', failing_since: null });
});

test('a webhook of other departments is as if there were none', async () => {
  await world.admin('limited', { departmentIds: [await world.department()] });
  expect(await world.call('UpdateWebhook', { webhookid, enabled: false }, 'limited')).toEqual({
    ...{ result: 'error', message: 'Webhook ID Not Found' },
  });
});

async function ofOtherDepartments() {
  const departmentid = await world.department();
  await world.admin('other', { departmentIds: [departmentid] });
  const added = await world.done('AddWebhook', { url: 'https://example.com/', departments: String(departmentid) });
  return { webhookid: added.webhookid, departments: '1' };
}

const known = async (params: object) => ({ webhookid, ...params });

testRefusals(world, 'UpdateWebhook', [
  { message: 'Webhook ID Not Found', params: { webhookid: 999_999 } },
  {
    message:
      'The URL must be an http or https address of at most 2000 characters, without user name, password and fragment',
    params: () => known({ url: 'nowhere' }),
  },
  { message: 'The payload must be full or thin', params: () => known({ payload: 'fat' }) },
  { message: 'The version must be 1', params: () => known({ version: 9 }) },
  { message: 'The overlap must be 0 to 525600 minutes', params: () => known({ overlap: -1 }) },
  {
    message: 'The URL leads to a network that is not allowed: see HATCHDESK_WEBHOOK_ALLOWED_NETWORKS',
    params: () => known({ url: 'http://10.0.0.1/' }),
  },
  { message: 'There is no event "Lost"', params: () => known({ events: 'Lost' }) },
  { message: 'Department ID Not Found', params: () => known({ departments: '999' }) },
  {
    message: 'You may not give access to departments that you do not work in',
    params: ofOtherDepartments,
    call: (action, params) => world.call(action, params, 'other'),
  },
  {
    message: "This server lacks the desk's key, so it cannot keep a secret: see HATCHDESK_KEY",
    params: async () => {
      const [row] = await keyless.change(
        `insert into webhooks (url, secret, seed, created_at, updated_at)
         values ('https://example.com/', '', '', now(), now()) returning id`,
      );
      return { webhookid: row?.id, rotate: true };
    },
    world: keyless,
  },
]);
