import { type AddressInfo, createServer, type Server } from 'node:net';
import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) server.close();
});

/** A server that says these things, one for each connection or command. */
async function serving(greeting: string, answer: (tag: string, command: string) => string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write(greeting);
    socket.on('data', (lines: Buffer) => {
      for (const line of lines.toString().trimEnd().split('\r\n')) {
        const [tag = '', command = ''] = line.split(' ');
        socket.write(answer(tag, command));
      }
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const add = async (port: number, more: Record<string, unknown> = {}): Promise<number> => {
  const place = { host: '127.0.0.1', port, tls: 'none', username: 'a', password: 'opensesame', enabled: false };
  return Number((await world.done('AddMailbox', { ...place, deptid: 1, ...more })).mailboxid);
};

test('says in words that nothing listens', async () => {
  const answer = await world.done('TestMailbox', { mailboxid: await add(1) });
  expectAnswer('TestMailbox', answer);
  expect(answer).toMatchObject({
    ...{ works: false, problem: 'Nothing listens on port 1 of 127.0.0.1: check host and port' },
    hints: 'The mailbox is disabled, so that nothing is fetched',
  });
});

test('a mail server that quotes the password reveals it to nobody', async () => {
  const port = await serving('* OK [CAPABILITY IMAP4rev1] hello\r\n', (tag, command) =>
    command === 'LOGIN' ? `${tag} NO [AUTHENTICATIONFAILED] not with opensesame\r\n` : `${tag} OK done\r\n`,
  );
  const answer = await world.done('TestMailbox', { mailboxid: await add(port) });
  expect(answer).toMatchObject({
    works: false,
    problem: '127.0.0.1 refuses the user name or the password: "not with ***". Many providers want an app password',
  });
});

const GREETING = '* OK [CAPABILITY IMAP4rev1] hello\r\n';

test.each<[string, string, string, string]>([
  [
    'is out of order',
    GREETING,
    'NO [UNAVAILABLE] Temporary authentication failure',
    '127.0.0.1 lets nobody in at the moment: "Temporary authentication failure"',
  ],
  [
    'has the mailbox open for somebody else',
    GREETING,
    'NO [INUSE] The mailbox is locked',
    '127.0.0.1 lets nobody in at the moment: "The mailbox is locked"',
  ],
  [
    'wants encryption',
    GREETING,
    'NO [PRIVACYREQUIRED] Not in the clear',
    '127.0.0.1 takes no password over a connection that is not encrypted: try starttls, or tls with port 993',
  ],
  [
    'announces that it wants encryption',
    '* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hello\r\n',
    'BAD no',
    '127.0.0.1 takes no password over a connection that is not encrypted: try starttls, or tls with port 993',
  ],
  [
    'has too many connections',
    '* BYE Too many connections from your address\r\n',
    'BAD no',
    '127.0.0.1 ended the connection: "Too many connections from your address"',
  ],
])('a mail server that %s is not taken for one that refuses the password', async (_what, greeting, answer, problem) => {
  const port = await serving(greeting, (tag, command) =>
    command === 'LOGIN' ? `${tag} ${answer}\r\n` : `${tag} OK done\r\n`,
  );
  expect(await world.done('TestMailbox', { mailboxid: await add(port) })).toMatchObject({ works: false, problem });
});

test('whoever gives the port of POP3 learns that mail is fetched by IMAP', async () => {
  expect(await world.done('TestMailbox', { mailboxid: await add(110) })).toMatchObject({
    problem: 'Port 110 is for POP3, and mail is fetched by IMAP only: try tls with port 993 of 127.0.0.1',
  });
});

test('without the key of the desk, it says so', async () => {
  const mailboxid = await add(1);
  await world.change(
    `update mailboxes set secret = regexp_replace(secret, '^sealed1:.{16}', 'sealed1:0123456789abcdef') where id = $1`,
    [mailboxid],
  );
  expect(await world.done('TestMailbox', { mailboxid })).toMatchObject({
    problem: "This server lacks the desk's key, so the password cannot be read: see HATCHDESK_KEY",
  });
});

async function ofOthers() {
  await world.admin('limited', { departmentIds: [await world.department()] });
  return { mailboxid: await add(1) };
}

testRefusals(world, 'TestMailbox', [
  { message: 'Mailbox ID Not Found', because: 'none', params: { mailboxid: 999_999 } },
  {
    ...{ message: 'Mailbox ID Not Found', because: "others'", params: ofOthers },
    call: (action, params) => world.call(action, params, 'limited'),
  },
]);
