/** Lives here because it creates five databases and starts PostgreSQL some twenty times. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { locate } from '../../src/postgres/location';
import { describeProcess, postgresProcessesIn } from '../../src/postgres/processes';
import {
  cleanUp,
  filledDataRoot,
  isRoot,
  killAndWait,
  query,
  serverPid,
  start,
  startElsewhere,
  temporaryDirectory,
} from '../postgres/support';
import { eventually } from '../support/eventually';
import { removeWithRun } from '../support/temporary-folder';

const testAsRoot = isRoot ? test : test.skip;
const NOBODY = { uid: 65534, gid: 65534 };
const CREATE = 'create table tickets (subject text)';
const INSERT = "insert into tickets values ('printer')";
const SELECT = 'select subject from tickets';

afterEach(cleanUp);

describe('one process', () => {
  test('the first start creates a database, later ones keep its content', async () => {
    const dataRoot = path.join(temporaryDirectory(), 'a', 'b');
    const first = await start(dataRoot);
    expect(first).toMatchObject({ dataDirectory: path.join(dataRoot, 'pg18'), shared: false });
    await query(first, CREATE);
    await query(first, INSERT);
    await first.stop();
    await first.stop();
    await expect(query(first, SELECT)).rejects.toThrow();

    expect(await query(await start(dataRoot), SELECT)).toEqual(['printer']);
  });

  test('text is UTF-8 on every system, and the socket is the only way in', async () => {
    const started = await start(await filledDataRoot(), { listen_addresses: '*' });
    expect(await query(started, "select lower('ÄÖÜ')")).toEqual(['äöü']);
    expect(await query(started, 'show listen_addresses')).toEqual(['']);
    expect(fs.statSync(started.connection.host).mode & 0o777).toBe(0o700);
  });

  test('committed rows are on disk unless the settings say otherwise', async () => {
    const started = await start(await filledDataRoot(), { work_mem: '8MB' });
    const durable = ['fsync', 'synchronous_commit', 'full_page_writes', 'work_mem'];
    expect(await Promise.all(durable.map((name) => query(started, `show ${name}`)))).toEqual([
      ['on'],
      ['on'],
      ['on'],
      ['8MB'],
    ]);
  });

  test('a server that logs a lot is not blocked', async () => {
    const started = await start(await filledDataRoot());
    expect(await query(started, `do $$ begin raise log '%', repeat('x', 3000000); end $$`)).toEqual([]);
  });

  test('a failed start says why, and the next one works', async () => {
    const dataRoot = await filledDataRoot();
    await expect(start(dataRoot, { max_connections: 'many' })).rejects.toThrow(
      /^Postgres did not start \(exit code 1\): .*invalid value for parameter "max_connections": "many"/,
    );
    expect(await query(await start(dataRoot), 'select 1')).toEqual([1]);
  });

  test('an incomplete database is created again', async () => {
    const dataRoot = temporaryDirectory();
    fs.mkdirSync(path.join(dataRoot, 'pg18.init', 'base'), { recursive: true });
    fs.writeFileSync(path.join(dataRoot, 'pg18.init', 'PG_VERSION'), '18\n');
    expect(await query(await start(dataRoot), 'select 1')).toEqual([1]);
    expect(fs.readdirSync(dataRoot).filter((name) => name.includes('init'))).toEqual([]);
  });

  test('a path too long for a socket gets a socket elsewhere', async () => {
    const dataRoot = path.join(await filledDataRoot(), 'long'.repeat(25));
    fs.mkdirSync(dataRoot);
    fs.renameSync(path.join(dataRoot, '..', 'pg18'), path.join(dataRoot, 'pg18'));
    const started = await start(dataRoot);
    removeWithRun(started.connection.host);
    expect(await query(started, 'select 1')).toEqual([1]);
    expect(started.connection.host.length).toBeLessThan(90);
  });
});

describe('two processes', () => {
  test('the second shares the server, and its stop does nothing', async () => {
    const dataRoot = await filledDataRoot();
    const owner = await start(dataRoot);
    const sharer = startElsewhere(dataRoot);
    const shared = await sharer.started;
    expect(shared).toEqual({ connection: owner.connection, dataDirectory: owner.dataDirectory, shared: true });
    expect(await sharer.ask('stop')).toBe('stop');
    expect(await query(shared, 'select 1')).toEqual([1]);

    expect(await start(dataRoot)).toMatchObject({ connection: owner.connection, shared: true });
  });

  test('if several start at the same moment, exactly one owns the server', async () => {
    const dataRoot = temporaryDirectory();
    const all = await Promise.all([1, 2, 3].map(() => startElsewhere(dataRoot).started));
    expect(all.filter(({ shared }) => !shared)).toHaveLength(1);
    const begun = await Promise.all(all.map((one) => query(one, 'select pg_postmaster_start_time()::text')));
    expect(new Set(begun.flat()).size).toBe(1);
  });
});

describe('when the owner stops', () => {
  test('those who share the server keep it, connections included, and the last one ends it', async () => {
    const dataRoot = await filledDataRoot();
    const [owner, second, third] = [await start(dataRoot), startElsewhere(dataRoot), startElsewhere(dataRoot)];
    await Promise.all([second.started, third.started]);
    const pid = serverPid(owner.dataDirectory);
    const client = new Client(owner.connection);
    await client.connect();
    await owner.stop();
    await third.ask('stop');
    expect((await client.query('select 1')).rowCount).toBe(1);
    await client.end();
    expect(serverPid(owner.dataDirectory)).toBe(pid);
    await second.ask('stop');
    // The server removes its pid file, which ends the stop, moments before it has left.
    await eventually(() => !describeProcess(pid));
  });

  test('the new owner restarts the server that it took over', async () => {
    const dataRoot = await filledDataRoot();
    const first = startElsewhere(dataRoot);
    await first.started;
    const told: string[] = [];
    const second = await start(dataRoot, { fsync: 'off' }, (message) => told.push(message));
    const exit = first.ask('exit');
    await eventually(() => told.join().includes('this one takes over'));
    await exit;
    const pid = serverPid(second.dataDirectory);
    expect(await query(second, 'select 1')).toEqual([1]);
    await killAndWait(pid);
    await eventually(() => query(second, 'select 1').catch(() => undefined));
    expect(serverPid(second.dataDirectory)).not.toBe(pid);
    expect(told.join()).toContain(`Postgres ended by itself (pid ${pid} is gone), starting it again`);
    await second.stop();
    await eventually(() => postgresProcessesIn(second.dataDirectory).length === 0);
  });
});

describe('accounts', () => {
  test('an ordinary user runs it as itself', async () => {
    const dataRoot = path.join(temporaryDirectory(0o777), 'data');
    const { uid } = isRoot ? NOBODY : os.userInfo();
    const started = await startElsewhere(dataRoot, isRoot ? NOBODY : undefined).started;
    expect(started.dataDirectory).toBe(path.join(dataRoot, 'pg18'));
    expect(fs.statSync(started.dataDirectory).uid).toBe(uid);
    expect(fs.statSync(`/proc/${serverPid(started.dataDirectory)}`).uid).toBe(uid);
    expect(await query(started, 'select 1')).toEqual([1]);
  });

  testAsRoot(
    'root runs the server of an ordinary user as that user, who gets nothing that is not its own',
    async () => {
      const dataRoot = path.join(temporaryDirectory(0o777), 'data');
      const user = startElsewhere(dataRoot, NOBODY);
      await user.started;
      await user.ask('stop');

      const second = await start(dataRoot);
      expect(fs.statSync(`/proc/${serverPid(second.dataDirectory)}`).uid).toBe(NOBODY.uid);
      await second.stop();

      fs.chownSync(second.dataDirectory, 1, 1);
      await expect(startElsewhere(dataRoot, NOBODY).started).rejects.toThrow(/belongs to another user \(uid 1\)$/);
    },
  );

  testAsRoot('root in a closed directory keeps the data in a system folder, and finds it again', async () => {
    const dataRoot = path.join(temporaryDirectory(0o700), 'data');
    const { home } = locate(dataRoot);
    removeWithRun(home);
    const first = await start(dataRoot);
    expect(first.dataDirectory).toMatch(/^\/var\/lib\/hatchdesk\/[0-9a-f]{12}\/pg18$/);
    expect(first.dataDirectory).toBe(path.join(home, 'pg18'));
    await query(first, CREATE);
    await query(first, INSERT);
    await first.stop();
    fs.chmodSync(path.dirname(dataRoot), 0o755);
    expect(await query(await start(dataRoot), SELECT)).toEqual(['printer']);
  });
});
