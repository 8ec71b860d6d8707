/** Lives here because it starts PostgreSQL and processes some twenty times, and kills them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { postmasterFilePath } from '../../src/postgres/postmaster-file';
import { describeProcess, postgresProcessesIn } from '../../src/postgres/processes';
import { cleanUp, filledDataRoot, killAndWait, query, serverPid, start, startElsewhere } from '../postgres/support';
import { eventually } from '../support/eventually';

const CREATE = 'create table tickets (subject text)';
const INSERT = "insert into tickets values ('printer')";
const SELECT = 'select subject from tickets';

afterEach(cleanUp);

describe('kill -9', () => {
  test('of the process: the next start takes over from the server left running', async () => {
    const dataRoot = await filledDataRoot();
    const owner = startElsewhere(dataRoot);
    const started = await owner.started;
    await query(started, CREATE);
    await query(started, INSERT);
    const orphan = serverPid(started.dataDirectory);
    await owner.kill();
    expect(describeProcess(orphan)).toBeDefined();

    const next = await start(dataRoot);
    expect(next.shared).toBe(false);
    await eventually(() => !describeProcess(orphan));
    expect(await query(next, SELECT)).toEqual(['printer']);
  });

  test('of both: the next start needs no repair', async () => {
    const dataRoot = await filledDataRoot();
    const owner = startElsewhere(dataRoot);
    const started = await owner.started;
    await query(started, CREATE);
    await query(started, INSERT);
    await owner.kill();
    await killAndWait(serverPid(started.dataDirectory));

    expect(await query(await start(dataRoot), SELECT)).toEqual(['printer']);
  });

  test.each([
    ['waiting in a query', 'select pg_sleep(600)'],
    ['busy with a query that outlives it', 'select count(*) from generate_series(1, 1000000000000)'],
  ])('of the server alone, %s: it restarts by itself', async (_, work) => {
    const told: string[] = [];
    const started = await start(await filledDataRoot(), { fsync: 'off' }, (message) => told.push(message));
    await query(started, CREATE);
    await query(started, INSERT);
    const working = query(started, work).catch(() => 'cut off');
    const isWorking = `select 1 from pg_stat_activity where query = '${work}'`;
    await eventually(async () => (await query(started, isWorking)).length > 0);
    const killed = serverPid(started.dataDirectory);
    await killAndWait(killed);

    await eventually(() => query(started, SELECT).catch(() => undefined));
    expect(await query(started, SELECT)).toEqual(['printer']);
    expect(serverPid(started.dataDirectory)).not.toBe(killed);
    expect(told.join()).toContain('Postgres ended by itself (SIGKILL), starting it again');
    await working;
  });

  test('of the server, then stop: it does not restart', async () => {
    const started = await start(await filledDataRoot());
    await killAndWait(serverPid(started.dataDirectory));
    await started.stop();
    await expect(query(started, 'select 1')).rejects.toThrow();
    await eventually(() => postgresProcessesIn(started.dataDirectory).length === 0);
  });

  test.each(['a zombie', 'a stranger'])('and %s gets its pid: the next start is not misled', async (kind) => {
    const dataRoot = await filledDataRoot();
    const started = await start(dataRoot);
    const file = fs.readFileSync(postmasterFilePath(started.dataDirectory), 'utf8');
    await started.stop();
    // A child stays a zombie if its parent never waits for it.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [zombie] = await once(parent.stdout, 'data');
      const pid = kind === 'a zombie' ? Number(zombie) : parent.pid!;
      if (kind === 'a zombie') await eventually(() => !describeProcess(pid));
      const text = file.replace(/^\d+/, String(pid));
      fs.writeFileSync(postmasterFilePath(started.dataDirectory), text);
      fs.writeFileSync(path.join(started.connection.host, '.s.PGSQL.5432.lock'), text);

      expect(await query(await start(dataRoot), 'select 1')).toEqual([1]);
      expect(parent.exitCode).toBeNull();
    } finally {
      parent.kill('SIGKILL');
    }
  });
});

test('no second server starts beside one that answers but cannot be seen, as from another container', async () => {
  const dataRoot = await filledDataRoot();
  const started = await start(dataRoot);
  const file = fs.readFileSync(postmasterFilePath(started.dataDirectory), 'utf8');
  await started.stop();
  fs.writeFileSync(postmasterFilePath(started.dataDirectory), file);
  const unseen = net.createServer((socket) => socket.end());
  await once(unseen.listen(path.join(started.connection.host, '.s.PGSQL.5432')), 'listening');
  try {
    await expect(start(dataRoot)).rejects.toThrow(/^Another Postgres is using /);
  } finally {
    unseen.close();
  }
  expect(await query(await start(dataRoot), 'select 1')).toEqual([1]);
});

describe('the end of the process', () => {
  test('Ctrl-C reaches the whole process group, but only our process shuts the server down', async () => {
    const owner = startElsewhere(await filledDataRoot());
    const started = await owner.started;
    const pid = serverPid(started.dataDirectory);
    process.kill(-owner.pid, 'SIGINT');
    expect(await owner.ask()).toBe('interrupted');
    expect(await query(started, 'select 1')).toEqual([1]);
    expect(serverPid(started.dataDirectory)).toBe(pid);
  });

  test('an exit without stop shuts the server down', async () => {
    const owner = startElsewhere(await filledDataRoot());
    const pid = serverPid((await owner.started).dataDirectory);
    void owner.ask('exit');
    await eventually(() => !describeProcess(pid));
  });
});
