import { limited } from '../../src/inbound/ways/limit';
import { createTestDatabase, urlOf } from '../support/database';
import { startProgram } from '../support/program';
import { smallMail } from '../support/smtp-client';

/* Live, because each mail starts a process: 20 s in all. */
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  env = { DATABASE_URL: urlOf((await createTestDatabase()).connection), HATCHDESK_TIMEZONE: 'UTC' };
  const run = (...parameters: string[]) => startProgram(['call', ...parameters], env).ended;
  expect((await run('UpdateDepartment', 'departmentid=1', 'email=support@desk.example.com')).code).toBe(0);
  expect((await run('AddDepartment', 'name=Billing', 'email=billing@desk.example.com')).code).toBe(0);
});

const pipe = (parameters: string[], mail: string, variables: NodeJS.ProcessEnv = {}) =>
  startProgram(['pipe', ...parameters], { ...env, ...variables }, mail).ended;

async function tickets(subject: string): Promise<Record<string, unknown>[]> {
  const { stdout } = await startProgram(['call', 'GetTickets', `subject=${subject}`], env).ended;
  const { tickets } = JSON.parse(stdout) as { tickets: { ticket?: Record<string, unknown>[] } };
  return tickets.ticket ?? [];
}

test('a mail is a ticket when the program ends', async () => {
  const mail = smallMail('By pipe').replaceAll('\r\n', '\n');
  expect(await pipe(['--department', '1'], mail)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await tickets('By pipe')).toMatchObject([{ subject: 'By pipe', name: 'Ann Lee', email: 'ann@example.net' }]);
});

test.each<[string, string[], NodeJS.ProcessEnv, number]>([
  ['the option', ['--recipient', 'billing+x1@desk.example.com'], {}, 0],
  [
    'one of several known',
    ['--recipient', 'nobody@desk.example.com', '--recipient', 'support@desk.example.com'],
    {},
    0,
  ],
  ['an address that is not here', ['--recipient', 'nobody@desk.example.com'], {}, 67],
  ['a name of the machine, from an alias', [], { RECIPIENT: 'hatchdesk@mx3', SENDER: 'ann@example.net' }, 0],
])('the recipient is %s', async (what, parameters, variables, code) => {
  expect((await pipe(parameters, smallMail(`Recipient: ${what}`), variables)).code).toBe(code);
});

test.each<[string, string[], NodeJS.ProcessEnv, number, string]>([
  ['used wrongly', ['--dept', '1'], {}, 64, "unknown option '--dept'"],
  ['used wrongly', ['--department', 'x'], {}, 64, 'must be a whole number'],
  ['given an unknown department', ['--department', '99'], {}, 67, 'There is no department 99\n'],
  ['without a database', [], { DATABASE_URL: 'postgres://127.0.0.1:1/desk' }, 75, 'ECONNREFUSED'],
  ['given a wrong setting', [], { HATCHDESK_MAIL_MAX_BYTES: 'much' }, 78, 'HATCHDESK_MAIL_MAX_BYTES: must be'],
])('%s, it says so to the mail server: %j', async (_what, parameters, variables, code, words) => {
  const ended = await pipe(parameters, smallMail('Refused'), variables);
  expect(ended).toEqual({ code, stdout: '', stderr: expect.stringContaining(words) });
  expect(await tickets('Refused')).toEqual([]);
});

test('without a mail, it says so', async () => {
  expect(await pipe([], '')).toEqual({ code: 65, stdout: '', stderr: 'There is no mail on standard input\n' });
});

test('of a mail that is too large, the text is taken', async () => {
  const parts = ['--b', 'Content-Type: text/plain', '', 'The text', '--b', 'Content-Type: text/plain'];
  const file = ['Content-Disposition: attachment; filename=large.txt', '', 'x'.repeat(100_000), '--b--'];
  const mail = smallMail('Large', [...parts, ...file].join('\r\n'), ['Content-Type: multipart/mixed; boundary=b']);
  expect((await pipe([], mail, { HATCHDESK_MAIL_MAX_BYTES: '65536' })).code).toBe(0);
  expect(await tickets('Large')).toHaveLength(1);
});

test.each([
  ['a\n--b\ntext\n--b\nfile', 'a\n--b\ntext\n'],
  ['a\n--b\ntext', 'a\n--b\ntext'],
  ['text', 'text'],
])('a mail that goes on is cut off after what is whole: %j', (beginning, kept) => {
  expect(limited(Buffer.from(beginning)).toString()).toBe(kept);
});
