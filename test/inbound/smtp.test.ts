import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { createTrustedProxies } from '../../src/access/client-address';
import { startSmtp } from '../../src/inbound/ways/smtp';
import { traced } from '../../src/inbound/ways/trace';
import { eventually } from '../support/eventually';
import { SmtpClient, smallMail } from '../support/smtp-client';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';

const MOST_BYTES = 100_000;
const TLS = join(__dirname, '..', 'fixtures', 'tls');
/** Made for tests: it is valid for a hundred years, for mx.desk.example.com. */
const OTHER_KEY_FILE = join(temporaryFolder(), 'key.pem');
writeFileSync(
  OTHER_KEY_FILE,
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
);
const tls = { certFile: join(TLS, 'cert.pem'), keyFile: join(TLS, 'key.pem') };

const world = useWorld((config) => {
  config.desk.email = 'desk@desk.example.com';
  config.mailIn = {
    ...{ listen: { host: '127.0.0.1', port: 0 }, tls, relays: ['127.0.0.0/8'] },
    maxBytes: MOST_BYTES,
  };
});

let port: number;
const clients: SmtpClient[] = [];

beforeAll(async () => {
  await world.done('UpdateDepartment', { departmentid: 1, email: 'Support@Desk.example.com' });
  await world.serve();
  port = Number(world.log.find(({ msg }) => msg === 'taking mail by SMTP')?.port);
});

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function open(): Promise<SmtpClient> {
  const client = await SmtpClient.open(port);
  clients.push(client);
  return client;
}

const ENVELOPE = ['EHLO client.example.net', 'MAIL FROM:<ann@example.net>', 'RCPT TO:<support@desk.example.com>'];

const subjects = async (like: string): Promise<string[]> =>
  (await world.rows<{ subject: string }>('select subject from tickets where subject like $1 order by id', [like])).map(
    ({ subject }) => subject,
  );

test('a mail is a ticket when it is acknowledged', async () => {
  const client = await open();
  expect(await client.sayAll(...ENVELOPE, 'DATA')).toMatch(/^354 /);
  client.write(`${smallMail('By SMTP')}.\r\n`);
  expect(await client.answer()).toMatch(/^250 2\.6\.0 OK: taken as \d+$/);
  expect(await subjects('By SMTP')).toEqual(['By SMTP']);
  expect(await client.say('QUIT')).toMatch(/^221 /);
});

test('the extensions say what is possible: no sign-in, a size, encryption', async () => {
  const lines = (await (await open()).say('EHLO client.example.net')).split('\r\n').map((line) => line.slice(4));
  expect(lines).toEqual(expect.arrayContaining(['8BITMIME', 'SMTPUTF8', 'STARTTLS', `SIZE ${MOST_BYTES}`]));
  expect(lines.filter((line) => line.startsWith('AUTH'))).toEqual([]);
});

test('a connection can be encrypted', async () => {
  const client = await open();
  expect(await client.sayAll('EHLO a.example.net', 'STARTTLS')).toMatch(/^220 /);
  expect(await client.encrypt()).toBe('mx.desk.example.com');
  expect(await client.sayAll(...ENVELOPE, 'DATA')).toMatch(/^354 /);
  client.write(`${smallMail('Encrypted')}.\r\n`);
  expect(await client.answer()).toMatch(/^250 /);
});

test.each([
  ['support@desk.example.com', /^250 /],
  ['SUPPORT@DESK.EXAMPLE.COM', /^250 /],
  ['support+0123abcd@desk.example.com', /^250 /],
  ['desk@desk.example.com', /^250 /],
  ['nobody@desk.example.com', /^550 5\.1\.1 no such address here$/],
  ['support@example.net', /^550 5\.1\.1 /],
  ['ann@example.net', /^550 5\.1\.1 /],
])('a mail to %s is answered %s', async (address, answer) => {
  const client = await open();
  expect(await client.sayAll('EHLO a', 'MAIL FROM:<a@example.net>', `RCPT TO:<${address}>`)).toMatch(answer);
});

test('the address of a new department counts within seconds', async () => {
  const id = await world.department();
  await world.done('UpdateDepartment', { departmentid: id, email: 'new@desk.example.com' });
  const client = await open();
  await client.sayAll('EHLO a', 'MAIL FROM:<a@example.net>');
  await eventually(async () => (await client.say('RCPT TO:<new@desk.example.com>')).startsWith('250 '));
});

test('mail that is too large is refused: before it is sent, or after', async () => {
  const client = await open();
  expect(await client.sayAll('EHLO a', `MAIL FROM:<a@example.net> SIZE=${MOST_BYTES + 1}`)).toMatch(/^552 5\.3\.4 /);
  expect(await client.sayAll(...ENVELOPE, 'DATA')).toMatch(/^354 /);
  client.write(`${smallMail('Too large', 'x\r\n'.repeat(MOST_BYTES / 2))}.\r\n`);
  expect(await client.answer()).toMatch(/^552 5\.3\.4 /);
  expect(await client.sayAll(...ENVELOPE, 'DATA')).toMatch(/^354 /);
  client.write(`${smallMail('After a large one')}.\r\n`);
  expect(await client.answer()).toMatch(/^250 /);
  expect(await subjects('%large%')).toEqual(['After a large one']);
});

test('there is a limit of recipients', async () => {
  const client = await open();
  await client.sayAll('EHLO a', 'MAIL FROM:<a@example.net>');
  const answers: string[] = [];
  for (let count = 0; count < 51; count++)
    answers.push(await client.say(`RCPT TO:<support+${count}@desk.example.com>`));
  expect(answers.filter((answer) => answer.startsWith('250 '))).toHaveLength(50);
  expect(answers.at(-1)).toMatch(/^452 4\.5\.3 /);
});

test.each([
  ['\n.\n', 'LF alone'],
  ['\r\n.\n', 'LF after the dot'],
  ['\n.\r\n', 'LF before the dot'],
  ['\r.\r', 'CR alone'],
])('a dot between %j does not end a mail (%s)', async (ending, what) => {
  const smuggled = `MAIL FROM:<boss@example.net>\r\nRCPT TO:<support@desk.example.com>\r\nDATA\r\n${smallMail('Smuggled')}`;
  const client = await open();
  expect(await client.sayAll(...ENVELOPE, 'DATA')).toMatch(/^354 /);
  client.write(`${smallMail(`One mail: ${what}`)}${ending}${smuggled}\r\n.\r\n`);
  expect(await client.answer()).toMatch(/^250 /);
  expect(await client.say('NOOP')).toMatch(/^250 /);
  expect(await subjects('Smuggled')).toEqual([]);
  expect(await subjects(`One mail: ${what}`)).toHaveLength(1);
});

test('what is cut off in the middle is no ticket', async () => {
  const client = await open();
  expect(await client.sayAll(...ENVELOPE, 'DATA')).toMatch(/^354 /);
  client.write(smallMail('Cut off'));
  client.close();
  const other = await open();
  expect(await other.sayAll(...ENVELOPE, 'DATA')).toMatch(/^354 /);
  other.write(`${smallMail('After the cut')}.\r\n`);
  expect(await other.answer()).toMatch(/^250 /);
  expect(await subjects('Cut off')).toEqual([]);
});

test('while there is no database, the sender keeps the mail', async () => {
  const [row] = await world.rows<{ name: string }>('select current_database() as name');
  const client = await open();
  expect(await client.sayAll(...ENVELOPE, 'DATA')).toMatch(/^354 /);
  const other = new Client({ ...JSON.parse(process.env.HATCHDESK_TEST_SERVER ?? ''), database: 'postgres' });
  await other.connect();
  try {
    await other.query(`alter database ${row?.name} allow_connections false`);
    await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [row?.name]);
    client.write(`${smallMail('Not now')}.\r\n`);
    expect(await client.answer()).toBe('451 4.3.0 the mail cannot be taken now, try again later');
  } finally {
    await other.query(`alter database ${row?.name} allow_connections true`);
    await other.end();
  }
  const again = async () => {
    const answer = await client.sayAll(...ENVELOPE, 'DATA');
    if (!answer.startsWith('354')) return false;
    client.write(`${smallMail('Not now')}.\r\n`);
    return (await client.answer()).startsWith('250 ');
  };
  await eventually(again);
  expect(await subjects('Not now')).toHaveLength(1);
});

const TRACE = {
  ...{ sender: 'ann@example.net', helo: 'mx.example.net', address: '192.0.2.1', host: 'desk', protocol: 'ESMTP' },
  receivedAt: new Date('2027-01-31T09:00:00Z'),
};

const FORGED = [
  ['Authentication-Results: mx.desk.example.com; dmarc=pass', 'Subject: S', '', 'Authentication-Results: body'],
  ['AUTHENTICATION-RESULTS : mx;\r\n dmarc=pass', 'Subject: S', '', 'Authentication-Results: body'],
  ['Subject: S', 'authentication-results: mx;\r\n\tdkim=pass', '', 'Authentication-Results: body'],
].map((lines) => lines.join('\r\n'));

test.each(FORGED)('what a stranger says about his own authentication is removed: %j', (mail) => {
  expect(traced(Buffer.from(mail), TRACE, false).toString()).toBe(
    [
      'Return-Path: <ann@example.net>',
      'Received: from mx.example.net ([192.0.2.1])',
      '\tby desk with ESMTP;',
      '\tSun, 31 Jan 2027 09:00:00 +0000',
      'Subject: S',
      '',
      'Authentication-Results: body',
    ].join('\r\n'),
  );
  expect(traced(Buffer.from(mail), TRACE, true).toString()).toContain(mail);
});

test.each([' ', '\x0b', '\xa0', '\x0c', '\r', 'no header'])(
  'a line of %j does not hide what a stranger says',
  (line) => {
    for (const before of ['', 'Subject: S\r\n']) {
      const mail = `${before}${line}\r\nAuthentication-Results${' '.repeat(20)}: mx; dmarc=pass\r\nX: y\r\n\r\nText`;
      const text = traced(Buffer.from(mail, 'latin1'), TRACE, false).toString('latin1');
      expect(text.slice(text.indexOf('+0000\r\n') + 7)).toBe(`${before}${line}\r\nX: y\r\n\r\nText`);
    }
  },
);

test('no value of the envelope adds a header', () => {
  const evil = 'a@b>\r\nSubject: evil\r\n\r\n';
  const text = traced(Buffer.from('Subject: S\r\n\r\n'), { ...TRACE, sender: evil, helo: evil }, true).toString();
  expect(text.match(/^Subject: .*$/gm)).toEqual(['Subject: S']);
});

test.each([
  ['no certificate', { certFile: __filename, keyFile: __filename }],
  ['the key of another one', { ...tls, keyFile: OTHER_KEY_FILE }],
  ['a file that is not there', { ...tls, certFile: join(TLS, 'none.pem') }],
])('of the files for STARTTLS, the settings are named: %s', async (_title, files) => {
  const starting = startSmtp({
    settings: { listen: { host: '127.0.0.1', port: 0 }, tls: files, relays: [], maxBytes: MOST_BYTES },
    relays: createTrustedProxies([]),
    take: () => Promise.reject(new Error('nothing arrives')),
    ...{ isKnown: async () => true, clock: () => world.now, onFailure: () => {} },
  });
  await expect(starting).rejects.toThrow(
    /^HATCHDESK_SMTP_CERT_FILE and HATCHDESK_SMTP_KEY_FILE must be a certificate and its key, in PEM: /,
  );
});
