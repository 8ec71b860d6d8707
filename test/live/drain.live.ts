/** Lives here because it starts whole servers, one of them with npm, and ends them under load. */
import { connect, type Socket } from 'node:net';
import { eventually } from '../support/eventually';
import { callWhileEnding } from '../support/kept-connections';
import { kill } from '../support/left-processes';
import {
  callServer,
  guestTicket,
  postgresPids,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
let server: ServerProcess;
let npm: number | undefined;

beforeAll(async () => {
  server = await startServerProcess(folder);
});

afterAll(() => {
  kill(server.child.pid, 'SIGKILL');
  if (npm !== undefined) kill(-npm, 'SIGKILL');
  removeFolder(folder);
});

test.each(['SIGTERM', 'SIGHUP'] as const)(
  '%s lets every request in progress finish and ends the process with code 0',
  async (signal) => {
    const answers = await callWhileEnding(server.url, (index) => guestTicket(`${signal} ${index}`), {
      freeze: () => kill(server.child.pid, 'SIGSTOP'),
      end() {
        kill(server.child.pid, signal);
        kill(server.child.pid, 'SIGCONT');
      },
    });
    expect(answers.filter((answer) => answer?.result === 'success')).toHaveLength(60);
    expect(await server.ended).toEqual({ code: 0, signal: null });

    server = await startServerProcess(folder);
    const all = await callServer(server.url, { action: 'GetTickets', subject: signal, limitnum: '1000' });
    expect(all?.answer.totalresults).toBe(60);
  },
);

/**
 * Begins a request with an incomplete body. `finish` sends the rest and returns everything that the connection
 * receives.
 */
async function beginCall(url: string): Promise<{ finish: () => Promise<string> }> {
  const body = 'action=GetTickets';
  const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  // A server that ends at once may reset the connection.
  socket.on('error', () => {});
  const ended = new Promise((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve) => {
    socket.write(
      [
        'POST /api.php HTTP/1.1',
        'Host: desk',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
        'Expect: 100-continue',
        '\r\n',
      ].join('\r\n'),
    );
    // The server answers "100 Continue" once the request is in progress.
    socket.once('data', () => resolve());
  });
  return {
    async finish() {
      socket.write(body);
      await ended;
      return answer;
    },
  };
}

test('Ctrl-C that arrives twice because npm passes it on counts once, and a later signal ends the server at once', async () => {
  const begun = await beginCall(server.url);
  // Two different signals, because two equal ones can arrive as one. Both are there when the server goes on, however
  // long this process was held up between them.
  for (const signal of ['SIGSTOP', 'SIGINT', 'SIGTERM', 'SIGCONT'] as const) kill(server.child.pid, signal);
  await eventually(() => server.lines.some((line) => line.includes('"stopping"')));
  expect(await begun.finish()).toContain('result=error;message=Invalid or missing credentials;');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(server.lines.filter((line) => line.includes('stopping at once'))).toEqual([]);

  server = await startServerProcess(folder);
  await beginCall(server.url);
  await eventually(() => {
    const isHeard = server.lines.some((line) => line.includes('"stopping at once"'));
    if (!isHeard) kill(server.child.pid, 'SIGTERM');
    return isHeard;
  });
  expect(await server.ended).toEqual({ code: 0, signal: null });
});

test('a SIGTERM for npm start reaches the server, which ends with its database', async () => {
  // Without the build that npm start would run before: the program is built already, and other tests are using it.
  server = await startServerProcess(folder, {}, ['npm', 'start', '--ignore-scripts']);
  npm = server.child.pid;
  const begun = await beginCall(server.url);
  expect(postgresPids(folder)).not.toEqual([]);
  kill(server.child.pid, 'SIGTERM');
  await eventually(() => server.lines.some((line) => line.includes('"stopping"')));
  expect(await begun.finish()).toContain('result=error;message=Invalid or missing credentials;');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(postgresPids(folder)).toEqual([]);
  await expect(fetch(server.url)).rejects.toThrow();
});
