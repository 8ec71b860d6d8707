import { eventually } from '../support/eventually';
import { CREDENTIALS, startServerProcess } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

const TICKETS = 4_000;
const KILLS = 4;

/** Live, because it opens thousands of tickets, and kills servers. */
test('a change of many tickets goes on after each kill, and changes each ticket once', async () => {
  const folder = temporaryFolder();
  let server = await startServerProcess(folder);
  const call = async (action: string, params: Record<string, string> = {}): Promise<Record<string, unknown>> => {
    const body = new URLSearchParams({ ...CREDENTIALS, responsetype: 'json', action, ...params });
    return (await (await fetch(`${server.url}/includes/api.php`, { method: 'POST', body })).json()) as Record<
      string,
      unknown
    >;
  };
  const ids: unknown[] = [];
  const open = async () => {
    const guest = { deptid: '1', name: 'Guest', email: 'guest@example.com', subject: 'Subject', message: 'Message' };
    while (ids.length < TICKETS) ids.push((await call('OpenTicket', { ...guest, noemail: 'true' })).id);
  };
  await Promise.all(Array.from({ length: 16 }, open));
  const started = await call('StartBulkChange', { ticketids: ids.join(','), status: 'On Hold', addtags: 'held' });
  const bulkid = String(started.bulkid);
  const state = () => call('GetBulkChange', { bulkid });
  for (let kill = 0; kill < KILLS; kill++) {
    const before = Number((await state()).done);
    await eventually(async () => {
      const { done, state: now } = await state();
      return Number(done) > before || now === 'done';
    });
    server.child.kill('SIGKILL');
    await server.ended;
    server = await startServerProcess(folder);
  }
  await eventually(async () => (await state()).state === 'done');
  expect(await state()).toMatchObject({ total: ids.length, done: ids.length, failed: 0 });
  const log = await call('GetActivityLog', { description: 'Ticket changed: id ', limitnum: '100000' });
  const changed = (log.activity as { entry: { description: string }[] }).entry.map(({ description }) => description);
  expect(changed).toHaveLength(ids.length);
  expect(new Set(changed).size).toBe(ids.length);
  server.child.kill('SIGTERM');
  await server.ended;
}, 600_000);
