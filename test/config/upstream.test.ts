import { readConfig } from '../../src/config';

const env = {
  HATCHDESK_UPSTREAM: 'https://billing.example.com',
  HATCHDESK_UPSTREAM_IDENTIFIER: 'abc',
  HATCHDESK_UPSTREAM_SECRET: 'its-secret',
};

test('without an old desk, there is none', () => {
  expect(readConfig({}).upstream).toBeUndefined();
  expect(readConfig({ HATCHDESK_UPSTREAM: '' }).upstream).toBeUndefined();
});

test.each([
  ['https://billing.example.com', 'https://billing.example.com/includes/api.php'],
  ['https://Billing.example.com/', 'https://billing.example.com/includes/api.php'],
  ['https://billing.example.com:8443/whmcs//', 'https://billing.example.com:8443/whmcs/includes/api.php'],
  ['https://billing.example.com/includes', 'https://billing.example.com/includes/api.php'],
  ['https://billing.example.com/whmcs/includes/api.php', 'https://billing.example.com/whmcs/includes/api.php'],
  ['https://billing.example.com/api.php', 'https://billing.example.com/api.php'],
  ['http://[::1]:8080', 'http://[::1]:8080/includes/api.php'],
])('%s', (address, url) => {
  expect(readConfig({ ...env, HATCHDESK_UPSTREAM: address }).upstream).toEqual({
    ...{ url, identifier: 'abc', secret: 'its-secret', timeoutMs: 15_000 },
  });
});

test.each([
  ['billing.example.com', 'HATCHDESK_UPSTREAM: must be the address of the old desk'],
  ['ftp://billing.example.com', 'HATCHDESK_UPSTREAM: must be the address of the old desk'],
  ['https://', 'HATCHDESK_UPSTREAM: must be the address of the old desk'],
  ['https://a b', 'HATCHDESK_UPSTREAM: must be the address of the old desk'],
  ['https://user:pass@billing.example.com', 'HATCHDESK_UPSTREAM: must be the address of the old desk'],
  ['https://billing.example.com/?a=1', 'HATCHDESK_UPSTREAM: must be the address of the old desk'],
  ['https://billing.example.com/#a', 'HATCHDESK_UPSTREAM: must be the address of the old desk'],
])('%s is refused without being quoted', (address, problem) => {
  const read = () => readConfig({ ...env, HATCHDESK_UPSTREAM: address });
  expect(read).toThrow(problem);
  expect(read).not.toThrow('pass@');
});

test.each(Object.keys(env))('%s is set together with the others', (name) => {
  const read = () => readConfig({ ...env, [name]: '' });
  expect(read).toThrow(
    'HATCHDESK_UPSTREAM: HATCHDESK_UPSTREAM, HATCHDESK_UPSTREAM_IDENTIFIER and HATCHDESK_UPSTREAM_SECRET must be set together',
  );
  expect(read).not.toThrow('its-secret');
});

test('the time limit is a whole number', () => {
  expect(readConfig({ ...env, HATCHDESK_UPSTREAM_TIMEOUT_MS: '900' }).upstream?.timeoutMs).toBe(900);
  expect(() => readConfig({ HATCHDESK_UPSTREAM_TIMEOUT_MS: 'soon' })).toThrow(
    'HATCHDESK_UPSTREAM: HATCHDESK_UPSTREAM_TIMEOUT_MS must be a whole number from 100 to 120000',
  );
  expect(() => readConfig({ ...env, HATCHDESK_UPSTREAM_TIMEOUT_MS: '99' })).toThrow(
    'HATCHDESK_UPSTREAM: HATCHDESK_UPSTREAM_TIMEOUT_MS must be a whole number from 100 to 120000',
  );
});
