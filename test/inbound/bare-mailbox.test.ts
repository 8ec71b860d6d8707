import { type AddressInfo, createServer, type Server } from 'node:net';
import { eventually } from '../support/eventually';
import { smallMail } from '../support/smtp-client';
import { useWorld } from '../support/world';

const world = useWorld();
let server: Server | undefined;
let isSeen = false;

afterAll(() => void server?.close());

/** A mail server that tells as little of a folder as old ones do: neither UIDVALIDITY nor UIDNEXT. */
async function startBare(mail: string): Promise<number> {
  const answers: [RegExp, () => string][] = [
    [/^LIST/, () => '* LIST () "/" INBOX\r\n'],
    [/^SELECT/, () => '* 1 EXISTS\r\n'],
    [/^UID SEARCH.*UNSEEN/, () => `* SEARCH${isSeen ? '' : ' 7'}\r\n`],
    [/^UID SEARCH/, () => '* SEARCH 7\r\n'],
    [
      /^UID FETCH.*BODY/,
      () => `* 1 FETCH (UID 7 RFC822.SIZE ${mail.length} BODY[]<0> {${mail.length}}\r\n${mail})\r\n`,
    ],
    [/^UID FETCH/, () => `* 1 FETCH (UID 7 RFC822.SIZE ${mail.length})\r\n`],
    [
      /^UID STORE/,
      () => {
        isSeen = true;
        return '';
      },
    ],
  ];
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('* OK [CAPABILITY IMAP4rev1] hello\r\n');
    socket.on('data', (lines: Buffer) => {
      for (const line of lines.toString().trimEnd().split('\r\n')) {
        const [tag = '', ...words] = line.split(' ');
        const command = words.join(' ');
        const said = answers.find(([pattern]) => pattern.test(command))?.[1]() ?? '';
        socket.write(`${said}${tag} OK done\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('mail of a server that tells neither UIDVALIDITY nor UIDNEXT is taken and marked', async () => {
  await world.serve();
  const port = await startBare(smallMail('Barely told'));
  await world.done('AddMailbox', {
    ...{ host: '127.0.0.1', port, tls: 'none', username: 'a', password: 'opensesame', deptid: 1 },
  });
  const subjects = () => world.rows('select subject from tickets');
  await eventually(async () => (await subjects()).length > 0);
  expect(await subjects()).toEqual([{ subject: 'Barely told' }]);
  await eventually(() => isSeen);
  expect(await world.rows('select last_uid::int, last_error from mailboxes')).toEqual([
    { last_uid: 7, last_error: '' },
  ]);
});
