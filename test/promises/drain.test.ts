import { kill } from '../support/left-processes';
import { callServer, guestTicket, type ServerProcess, startServerProcess } from '../support/server-process';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess(folder);
});

afterAll(() => {
  kill(server.child.pid, 'SIGKILL');
  removeFolder(folder);
});

test('SIGTERM lets every request in progress end, then the process, with code 0', async () => {
  // Connections that are open already: who has not been let in yet is not in progress.
  const callAll = (what: string) =>
    Array.from({ length: 60 }, (_, index) => callServer(server.url, guestTicket(`${what} ${index}`)));
  await Promise.all(callAll('first'));
  const calls = callAll('last');
  await calls[0];
  kill(server.child.pid, 'SIGTERM');
  const replies = await Promise.all(calls);
  expect(replies.filter((reply) => reply?.answer.result === 'success')).toHaveLength(60);
  expect(await server.ended).toEqual({ code: 0, signal: null });

  server = await startServerProcess(folder);
  const all = await callServer(server.url, { action: 'GetTickets', subject: 'last', limitnum: '1000' });
  expect(all?.answer.totalresults).toBe(60);
});
