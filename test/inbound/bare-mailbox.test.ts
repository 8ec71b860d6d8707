import { type AddressInfo, createServer, type Server } from 'node:net';
import { eventually } from '../support/eventually';
import { smallMail } from '../support/smtp-client';
import { useWorld } from '../support/world';

const world = useWorld();
const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) server.close();
});

/** What a mail server says to commands; null where it hangs up. */
type Answers = [command: RegExp, answer: () => string | null][];

/** A mail server with one mail. */
async function start(answers: Answers): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('* OK [CAPABILITY IMAP4rev1] hello\r\n');
    socket.on('data', (lines: Buffer) => {
      for (const line of lines.toString().trimEnd().split('\r\n')) {
        const [tag = '', ...words] = line.split(' ');
        const command = words.join(' ');
        const [, answer = () => ''] = answers.find(([pattern]) => pattern.test(command)) ?? [];
        const said = answer();
        if (said === null) socket.destroy();
        else socket.write(`${said}${tag} OK done\r\n`);
      }
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const fetchOf = (mail: string): Answers => [
  [/^UID FETCH.*BODY/, () => `* 1 FETCH (UID 7 RFC822.SIZE ${mail.length} BODY[]<0> {${mail.length}}\r\n${mail})\r\n`],
  [/^UID FETCH/, () => `* 1 FETCH (UID 7 RFC822.SIZE ${mail.length})\r\n`],
];

/** Fetches from a port until there is a ticket with a subject. */
async function fetchFrom(port: number, subject: string): Promise<void> {
  await world.done('AddMailbox', {
    ...{ host: '127.0.0.1', port, tls: 'none', username: 'a', password: 'opensesame', deptid: 1 },
  });
  await eventually(async () => (await world.rows('select 1 from tickets where subject = $1', [subject])).length === 1);
}

test('mail of a server that tells neither UIDVALIDITY nor UIDNEXT is taken and marked', async () => {
  await world.serve();
  let isSeen = false;
  const port = await start([
    [/^LIST/, () => '* LIST () "/" INBOX\r\n'],
    [/^SELECT/, () => '* 1 EXISTS\r\n'],
    [/^UID SEARCH.*UNSEEN/, () => `* SEARCH${isSeen ? '' : ' 7'}\r\n`],
    [/^UID SEARCH/, () => '* SEARCH 7\r\n'],
    ...fetchOf(smallMail('Barely told')),
    [
      /^UID STORE/,
      () => {
        isSeen = true;
        return '';
      },
    ],
  ]);
  await fetchFrom(port, 'Barely told');
  await eventually(() => isSeen);
  expect(await world.rows('select last_uid::int, last_error from mailboxes')).toEqual([
    { last_uid: 7, last_error: '' },
  ]);
});

test('mail that somebody reads after the first look is taken, though the server hung up before', async () => {
  await world.serve();
  let isRead = false;
  const port = await start([
    [/^LIST/, () => '* LIST () "/" INBOX\r\n'],
    [/^SELECT/, () => '* 1 EXISTS\r\n* OK [UIDVALIDITY 3] stay\r\n* OK [UIDNEXT 8] next\r\n'],
    [/^UID SEARCH.*UNSEEN/, () => `* SEARCH${isRead ? '' : ' 7'}\r\n`],
    [/^UID SEARCH/, () => '* SEARCH 7\r\n'],
    ...fetchOf(smallMail('Read by somebody')).map(([command, answer]): Answers[number] => [
      command,
      () => {
        if (isRead) return answer();
        isRead = true;
        return null;
      },
    ]),
  ]);
  await fetchFrom(port, 'Read by somebody');
  expect(isRead).toBe(true);
});
