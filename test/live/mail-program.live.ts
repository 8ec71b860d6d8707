import { type AddressInfo, createServer } from 'node:net';
import { createTestDatabase, urlOf } from '../support/database';
import { refusal, useMailServer } from '../support/mail-server';
import { startProgram } from '../support/program';
import { temporaryFolder } from '../support/temporary-folder';

/* Live, because each command starts a process: half a minute in all. */
const mails = useMailServer();
const SECRET = 'opensesame';
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  env = { DATABASE_URL: urlOf((await createTestDatabase()).connection), HATCHDESK_TIMEZONE: 'UTC' };
});

const run = (...parameters: string[]) => startProgram(parameters, env).ended;
const sending = () => ({
  ...{ ...env, HATCHDESK_MAIL_FROM: 'desk@desk.example.com' },
  HATCHDESK_SMTP_URL: `smtp://127.0.0.1:${mails.port}?starttls=off`,
});

test('kept mail is listed and printed', async () => {
  const client = ['--first-name', 'Ann', '--last-name', 'Lee', '--email', 'ann@example.com'];
  expect((await run('client', 'create', ...client)).code).toBe(0);
  const sent = await run('call', 'SendEmail', 'messagename=Client Signup Email', 'id=1');
  const id = String((JSON.parse(sent.stdout) as { emailid: number }).emailid);
  const listed = await run('mail', 'list', '--state', 'waiting', '--json');
  expect(JSON.parse(listed.stdout)).toMatchObject([
    {
      id: Number(id),
      state: 'waiting',
      to: 'ann@example.com',
      subject: 'Welcome to Hatchdesk',
      ticket: null,
      result: '',
    },
  ]);
  const shown = await run('mail', 'show', id);
  expect(shown.stdout).toMatch(/^subject: Welcome to Hatchdesk$/m);
  expect(shown.stdout).toMatch(/^state: waiting$/m);
  expect(shown.stdout).toContain('\n\nHello Ann Lee,\n\nYour account is ready for you.');
  expect(await run('mail', 'show', '999')).toEqual({ code: 1, stdout: '', stderr: 'Mail Not Found\n' });
});

test('a test mail says what the mail server answers', async () => {
  expect((await run('mail', 'test', 'you@example.com')).stderr).toBe(
    'No mail server is set: HATCHDESK_SMTP_URL names one\n',
  );
  const sent = await startProgram(['mail', 'test', 'you@example.com', '--json'], sending()).ended;
  expect(JSON.parse(sent.stdout)).toEqual({
    ...{ from: 'desk@desk.example.com', to: 'you@example.com', answer: expect.stringMatching(/^250 /) },
  });
  expect(mails.received.map(({ parsed }) => parsed.subject)).toEqual(['Test of Hatchdesk']);
  mails.manners.recipient = () => refusal(550, 'not here');
  const refused = await startProgram(['mail', 'test', 'you@example.com'], sending()).ended;
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('550 not here') });
});

test.each([
  ['', '; its links lead nowhere until HATCHDESK_PUBLIC_URL is set'],
  ['https://desk.example.com', ''],
])('a start with the public address "%s" says whether links in mail work', async (HATCHDESK_PUBLIC_URL, warning) => {
  const data = { HATCHDESK_DATA: temporaryFolder(), PORT: '0' };
  const { child, ended } = startProgram(['serve'], { ...sending(), ...data, HATCHDESK_PUBLIC_URL });
  child.stdout?.on('data', (text: string) => text.includes('\nMail: ') && child.kill());
  expect((await ended).stdout).toContain(`\nMail: sent through 127.0.0.1:${mails.port}${warning}\n`);
});

test('what strangers write does not command the terminal', async () => {
  const custom = ['customtype=general', 'customsubject=S', 'custommessage=a\u001b[31m\r\n\tb'];
  const sent = await run('call', 'SendEmail', ...custom, 'id=1');
  const shown = await run('mail', 'show', String((JSON.parse(sent.stdout) as { emailid: number }).emailid));
  expect(shown.stdout).toContain('a\uFFFD[31m');
  expect(shown.stdout).not.toContain('\u001b');
});

test('the secret is in no message', async () => {
  const HATCHDESK_SMTP_URL = `smtp://desk:${SECRET}@127.0.0.1:1`;
  const { code, stdout, stderr } = await startProgram(['mail', 'test', 'you@example.com'], {
    ...sending(),
    HATCHDESK_SMTP_URL,
  }).ended;
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('ECONNREFUSED') });
  expect(stdout + stderr).not.toContain(SECRET);
});

test('a mail server that quotes the secret reveals it to nobody', async () => {
  const plain = Buffer.from(`\0desk\0${SECRET}`).toString('base64');
  const server = createServer((socket) => {
    socket.write('220 hello\r\n');
    socket.on('data', (line: Buffer) =>
      socket.write(/^EHLO/.test(line.toString()) ? '250 AUTH PLAIN\r\n' : `535 no ${SECRET} ${line}`),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const HATCHDESK_SMTP_URL = `smtp://desk:${SECRET}@127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { stderr } = await startProgram(['mail', 'test', 'you@example.com'], { ...sending(), HATCHDESK_SMTP_URL })
    .ended;
  server.close();
  expect(stderr).toContain('535 no *** AUTH PLAIN ***');
  expect(stderr).not.toContain(SECRET);
  expect(stderr).not.toContain(plain);
});
