import { readConfig } from '../../src/config';
import { readSmtpUrl } from '../../src/config/mail';
import { shareOfWorker } from '../../src/server/workers/share';

const plain = { secure: false, account: undefined, connections: 5, rate: undefined };
const account = { user: 'desk', password: 'p@:/?#ss' };

test.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, starttls: 'optional' }],
  ['smtp://localhost:25/', { host: 'localhost', port: 25, starttls: 'optional' }],
  ['smtp://[::1]:2525', { host: '::1', port: 2525, starttls: 'optional' }],
  ['smtps://mail.example.com', { host: 'mail.example.com', port: 465, secure: true, starttls: 'optional' }],
  [
    'smtp://desk:p%40%3A%2F%3F%23ss@mail.example.com',
    { account, host: 'mail.example.com', port: 587, starttls: 'required' },
  ],
  ['smtp://desk:p%40%3A%2F%3F%23ss@127.0.0.1', { account, host: '127.0.0.1', port: 587, starttls: 'optional' }],
  ['smtp://desk:p%40%3A%2F%3F%23ss@h?starttls=Off', { account, host: 'h', port: 587, starttls: 'off' }],
  [
    'smtp://h?starttls=required&pool=20&rate=7',
    { host: 'h', port: 587, starttls: 'required', connections: 20, rate: 7 },
  ],
])('%s', (url, expected) => expect(readSmtpUrl(url)).toEqual({ ...plain, ...expected }));

test.each([
  ['mail.example.com:25', /^must be like smtp:/],
  ['http://mail.example.com', /^must be like smtp:/],
  ['smtp://', /^must be like smtp:/],
  ['smtp://a b', /^must be like smtp:/],
  ['smtp://h%0d', /^must be like smtp:/],
  ['smtp://h/path', /^must be like smtp:/],
  ['smtp://h#x', /^must be like smtp:/],
  ['smtp://u:%zz@h', /^must be like smtp:/],
  ['smtp://u@h', /^needs both a user and a secret/],
  ['smtp://:p@h', /^needs both a user and a secret/],
  ['smtp://h:0', /^its port must be a whole number from 1 to 65535/],
  ['smtp://h?pool=0', /^its pool must be a whole number from 1 to 100$/],
  ['smtp://h?rate=fast', /^its rate must be a whole number/],
  ['smtp://h?starttls=maybe', /^its starttls must be one of required, optional, off/],
  ['smtps://h?starttls=off', /smtps:\/\/ does not need/],
  ['smtp://h?logger=true', /^has a parameter other than pool, rate, starttls$/],
])('%s is refused', (url, problem) => expect(() => readSmtpUrl(url)).toThrow(problem));

test('mail that is sent has a sender', () => {
  expect(() => readConfig({ HATCHDESK_SMTP_URL: 'smtp://h' })).toThrow(
    'HATCHDESK_SMTP_URL: needs HATCHDESK_MAIL_FROM, the address that mail comes from',
  );
  const env = { HATCHDESK_SMTP_URL: 'smtp://h', HATCHDESK_MAIL_FROM: 'support@example.com' };
  expect(readConfig(env).mail.smtp?.host).toBe('h');
});

test('a signature needs a domain, a selector and a key', () => {
  const names = {
    HATCHDESK_DKIM_DOMAIN: 'Example.com',
    HATCHDESK_DKIM_SELECTOR: 'mail2027',
    HATCHDESK_DKIM_KEY_FILE: '/k',
  };
  expect(readConfig(names).mail.dkim).toEqual({ domain: 'example.com', selector: 'mail2027', keyFile: '/k' });
  for (const name of Object.keys(names)) {
    expect(() => readConfig({ ...names, [name]: '' })).toThrow('must be set together');
  }
  expect(() => readConfig({ ...names, HATCHDESK_DKIM_DOMAIN: 'a b' })).toThrow('must be a domain');
  expect(() => readConfig({ ...names, HATCHDESK_DKIM_SELECTOR: 'a b' })).toThrow(
    'HATCHDESK_DKIM_SELECTOR must be a name',
  );
});

test('workers share the mails of a second', () => {
  const env = { HATCHDESK_SMTP_URL: 'smtp://h?rate=10', HATCHDESK_MAIL_FROM: 'support@example.com' };
  const rateOf = (workers: number) => shareOfWorker({ ...readConfig(env), workers }).mail.smtp?.rate;
  expect([2, 3, 20].map(rateOf)).toEqual([5, 3, 1]);
  expect(shareOfWorker({ ...readConfig({}), workers: 2 }).mail.smtp).toBeUndefined();
});
