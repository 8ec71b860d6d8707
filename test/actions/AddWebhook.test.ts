import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
/** Its data folder is a file, so no key can be made there. */
const keyless = useWorld((config) => {
  Object.assign(config, { key: undefined, dataDirectory: __filename });
});

test('adds a webhook, whose secret is shown and not logged', async () => {
  const answer = await world.done('AddWebhook', {
    url: ' https://EXAMPLE.com/hatchdesk?a=1 ',
    events: 'ticketopen, TicketClose',
    departments: '1',
    payload: 'thin',
  });
  expectAnswer('AddWebhook', answer);
  expect(answer.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(answer.publickey).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
  expect(await world.rows('select url, events, department_ids, payload, enabled from webhooks')).toEqual([
    {
      url: 'https://example.com/hatchdesk?a=1',
      events: ['TicketOpen', 'TicketClose'],
      department_ids: [1],
      payload: 'thin',
      enabled: true,
    },
  ]);
  expect(await world.logged()).toMatchObject({ changes: { url: [null, 'https://example.com/hatchdesk?a=1'] } });
});

test.each(['*', '0', ['*']])('events %j are all', async (events) => {
  const { webhookid } = await world.done('AddWebhook', { url: 'https://example.com/', events });
  expect(await world.rows('select events from webhooks where id = $1', [webhookid])).toEqual([{ events: [] }]);
});

test('who works in some departments may add one for these only', async () => {
  const deptid = await world.department();
  await world.admin('limited', { departmentIds: [deptid] });
  const add = (departments?: string) =>
    world.call('AddWebhook', { url: 'https://example.com/', departments }, 'limited');
  expect(await add(String(deptid))).toMatchObject({ result: 'success' });
  for (const departments of [undefined, '0', '1', `1,${deptid}`]) {
    expect(await add(departments)).toEqual({
      result: 'error',
      message: 'You may not give access to departments that you do not work in',
    });
  }
});

const URL_TEXT =
  'The URL must be an http or https address of at most 2000 characters, without user name, password and fragment';
const NETWORK = 'The URL leads to a network that is not allowed: see HATCHDESK_WEBHOOK_ALLOWED_NETWORKS';
const url = 'https://example.com/';

async function limited() {
  await world.admin('other', { departmentIds: [await world.department()] });
  return { url };
}

testRefusals(world, 'AddWebhook', [
  { message: URL_TEXT, because: 'none', params: {} },
  ...[
    'example.com',
    'ftp://example.com/',
    'https://a:b@example.com/',
    'https://example.com/#a',
    'javascript:1',
    '/a',
  ].map((wrong) => ({ message: URL_TEXT, because: wrong, params: { url: wrong } })),
  { message: URL_TEXT, because: 'too long', params: { url: url + 'a'.repeat(2000) } },
  ...['http://127.0.0.1/', 'http://2130706433/', 'http://[::1]:8080/', 'https://169.254.169.254/latest'].map(
    (wrong) => ({
      ...{ message: NETWORK, because: wrong, params: { url: wrong } },
    }),
  ),
  { message: 'The payload must be full or thin', params: { url, payload: 'fat' } },
  { message: 'The version must be 1', params: { url, version: 2 } },
  { message: 'There is no event "TicketLost"', params: { url, events: 'TicketOpen,TicketLost' } },
  { message: 'Department ID Not Found', params: { url, departments: '999' } },
  {
    message: 'You may not give access to departments that you do not work in',
    params: limited,
    call: (action, params) => world.call(action, params, 'other'),
  },
  {
    message: "This server lacks the desk's key, so it cannot keep a secret: see HATCHDESK_KEY",
    params: { url },
    world: keyless,
  },
]);
