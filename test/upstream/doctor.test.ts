import { examineUpstream } from '../../src/desk/doctor/upstream';
import { PATIENCE_MS } from '../support/patience';
import { answerJson, answerRaw, UpstreamStub } from '../support/upstream-stub';

const stub = new UpstreamStub();
beforeAll(() => stub.start());
afterAll(() => stub.stop());

const examine = (url = stub.url) =>
  examineUpstream({ url, identifier: 'ours', secret: 'its-secret', timeoutMs: 15_000 }, PATIENCE_MS);

test('without an old desk, there is nothing to check', async () => {
  expect(await examineUpstream(undefined)).toEqual([]);
});

test.each<[string, Parameters<typeof answerJson>[1], number, boolean, RegExp]>([
  ['it answers', { result: 'success', whmcs: { version: '8.13' } }, 200, true, /^WHMCS at 127\.0\.0\.1:\d+ answers$/],
  [
    'the credential may do something else',
    { result: 'error', message: 'Invalid Permissions: API action "whmcsdetails" is not allowed' },
    ...([403, true, /answers$/] as const),
  ],
  [
    'it does not let us in',
    { result: 'error', message: 'Invalid IP 192.0.2.7' },
    403,
    false,
    /Invalid IP 192\.0\.2\.7: allow/,
  ],
  [
    'it does not know us',
    { result: 'error', message: 'Authentication Failed its-secret' },
    ...([403, false, /refuses: Authentication Failed \.\.\.: set HATCHDESK_UPSTREAM_IDENTIFIER/] as const),
  ],
  ['it is odd', { result: 'error', message: 'Something' }, 200, false, /refuses: Something: look at its API log$/],
])('%s', async (_what, body, status, ok, detail) => {
  stub.respond = (_call, res) => answerJson(res, body, status);
  expect(await examine()).toEqual([{ name: 'upstream', ok, detail: expect.stringMatching(detail) }]);
});

test('it does not answer', async () => {
  stub.respond = (_call, res) => answerRaw(res, '');
  const detail = `The upstream WHMCS at ${stub.host} broke the connection off: start it, or correct HATCHDESK_UPSTREAM`;
  expect(await examine()).toEqual([{ name: 'upstream', ok: false, detail }]);
});
