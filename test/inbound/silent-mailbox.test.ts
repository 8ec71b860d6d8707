import { type AddressInfo, createServer, type Server } from 'node:net';
import pino from 'pino';
import { startInbound } from '../../src/server/inbound';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { smallMail } from '../support/smtp-client';
import { useWorld } from '../support/world';

const world = useWorld();
const servers: Server[] = [];
let stop = async (): Promise<void> => {};

afterEach(async () => {
  await stop();
  for (const server of servers.splice(0)) server.close();
  await world.change('delete from mailboxes');
});

/** What came to a mail server: the commands of each connection, in their order. */
type Connections = string[][];

/**
 * Starts a mail server, and fetches from it.
 *
 * @param mail what is in its folder
 * @param answer to a command other than the usual: null is silence for good
 */
async function fetchFrom(
  capabilities: string,
  mail: string,
  answer: (command: string, connection: number) => string | null | undefined,
  keepAlive: { askAfterMs: number; answerWithinMs: number },
): Promise<Connections> {
  const connections: Connections = [];
  const usual: [RegExp, string][] = [
    [/^LIST/, '* LIST () "/" INBOX\r\n'],
    [/^SELECT/, '* 1 EXISTS\r\n* OK [UIDVALIDITY 3] stay\r\n* OK [UIDNEXT 8] next\r\n'],
    [/^UID SEARCH UNSEEN/, '* SEARCH 7\r\n'],
    [/^UID SEARCH/, '* SEARCH\r\n'],
    [/^UID FETCH.*BODY/, `* 1 FETCH (UID 7 RFC822.SIZE ${mail.length} BODY[]<0> {${mail.length}}\r\n${mail})\r\n`],
    [/^UID FETCH/, `* 1 FETCH (UID 7 RFC822.SIZE ${mail.length})\r\n`],
  ];
  const server = createServer((socket) => {
    const number = connections.push([]) - 1;
    let isSilent = false;
    let idle = '';
    const say = (tag: string, command: string): void => {
      connections[number]?.push(command);
      const said = answer(command, number);
      isSilent ||= said === null;
      if (isSilent) return;
      if (command === 'IDLE' && said === undefined) {
        idle = tag;
        socket.write('+ idling\r\n');
      } else {
        const [, untagged = ''] = usual.find(([pattern]) => pattern.test(command)) ?? [];
        socket.write(said === undefined ? `${untagged}${tag} OK done\r\n` : `${tag} ${said}\r\n`);
      }
    };
    socket.on('error', () => {});
    socket.write(`* OK [CAPABILITY ${capabilities}] hello\r\n`);
    socket.on('data', (lines: Buffer) => {
      for (const line of lines.toString().trimEnd().split('\r\n')) {
        const [tag = '', ...words] = line.split(' ');
        if (tag === 'DONE') say(idle, tag);
        else say(tag, words.join(' '));
      }
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await world.done('AddMailbox', {
    ...{ host: '127.0.0.1', port, tls: 'none', username: 'a', password: 'opensesame', deptid: 1 },
  });
  // More often than a caller may want it.
  await world.change('update mailboxes set poll_seconds = 1');
  const log = pino({ level: 'warn' }, { write: (line: string) => warnings.push(JSON.parse(line)) });
  const inbound = await startInbound(world.desk, log, new Map(), keepAlive);
  stop = () => inbound.stop();
  await inbound.poll();
  return connections;
}

let warnings: Record<string, unknown>[] = [];

beforeEach(() => {
  warnings = [];
});

const isTaken = async (subject: string): Promise<boolean> =>
  (await world.rows('select 1 from tickets where subject = $1', [subject])).length > 0;

const SILENT = '127.0.0.1 has fallen silent: it keeps the connection and answers nothing';

test.each([
  ['while it tells of new mail', 'IMAP4rev1 IDLE', 'DONE'],
  ['where it is asked for new mail', 'IMAP4rev1', 'NOOP'],
])('a mail server that falls silent is left for a new connection: %s', async (how, capabilities, last) => {
  const subject = `Silent ${how}`;
  const connections = await fetchFrom(
    capabilities,
    smallMail(subject),
    (command, connection) => {
      if (connection > 0) return undefined;
      // It has no mail before it falls silent.
      if (command.startsWith('UID SEARCH')) return 'OK nothing';
      return command === last ? null : undefined;
    },
    { askAfterMs: 20, answerWithinMs: 200 },
  );
  await eventually(() => isTaken(subject));
  expect(connections[0]?.at(-1)).toBe(last);
  expect(warnings.map(({ reason }) => reason)).toEqual([SILENT]);
});

test('a mail server that answers is asked one thing at a time, over one connection', async () => {
  const connections = await fetchFrom('IMAP4rev1 IDLE', smallMail('Asked'), () => undefined, {
    ...{ askAfterMs: 10, answerWithinMs: PATIENCE_MS },
  });
  const asked = () => connections[0]?.slice(connections[0].indexOf('IDLE')) ?? [];
  await eventually(() => asked().length > 10);
  expect(new Set(asked())).toEqual(new Set(['IDLE', 'DONE']));
  expect([connections.length, warnings]).toEqual([1, []]);
});

test('a mail server that offers IDLE and refuses it is not taken for silent', async () => {
  const connections = await fetchFrom(
    'IMAP4rev1 IDLE',
    smallMail('Refused'),
    (command) => (command === 'IDLE' ? 'BAD not here' : undefined),
    { askAfterMs: 20, answerWithinMs: 200 },
  );
  await eventually(() => (connections[0]?.filter((command) => command === 'NOOP').length ?? 0) > 5);
  expect([connections.length, warnings]).toEqual([1, []]);
});
