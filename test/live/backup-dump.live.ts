/** Lives here because it starts the program some ten times and a PostgreSQL, which takes a quarter of a minute. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { findPgBouncer, startPgBouncer } from '../../bench/pgbouncer';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { describeWithPostgresFifteen, type PostgresFifteen, startPostgresFifteen } from '../support/postgres-fifteen';
import { startProgram } from '../support/program';
import { callServer, guestTicket, type ServerProcess, startServerProcess } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

describeWithPostgresFifteen('a desk in PostgreSQL 15', () => {
  const folder = temporaryFolder();
  const elsewhere = temporaryFolder();
  const file = join(folder, 'desk.backup');
  const acknowledged: string[] = [];
  let postgres: PostgresFifteen;
  let url: string;
  let server: ServerProcess;

  const run = (parameters: string[], database = url, into = folder) =>
    startProgram(parameters, { DATABASE_URL: database, HATCHDESK_DATA: join(into, 'data') });

  async function subjectsIn(database: string): Promise<string[]> {
    const { stdout } = await run(['call', 'GetTickets', 'limitnum=100000'], database).ended;
    const { tickets } = JSON.parse(stdout) as { tickets: { ticket: { subject: string }[] } };
    return tickets.ticket.map(({ subject }) => subject);
  }

  beforeAll(async () => {
    postgres = await startPostgresFifteen();
    url = await postgres.createDatabase('desk');
    server = await startServerProcess(folder, { DATABASE_URL: url });
  });

  afterAll(() => {
    kill(server.child.pid, 'SIGKILL');
    postgres.stop();
  });

  test('a backup under load holds every ticket acknowledged before, and is compared', async () => {
    let open = true;
    const load = (async () => {
      for (let count = 0; open; count++) {
        const subject = `under load ${count}`;
        const reply = await callServer(server.url, guestTicket(subject));
        if (reply?.answer.result === 'success') acknowledged.push(subject);
      }
    })();
    await eventually(() => acknowledged.length > 20);
    const before = [...acknowledged];
    const { code, stdout, stderr } = await run(['backup', file, '--verify', '--json']).ended;
    open = false;
    await load;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('comparing tickets\n') });
    expect(JSON.parse(stdout)).toMatchObject({
      verified: expect.stringMatching(/^\d+ rows of \d+ tables$/),
      key: `not in the backup: keep ${join(folder, 'data', 'key')}`,
    });

    const empty = await postgres.createDatabase('restored');
    const restored = await run(['restore', file, '--json'], empty, elsewhere).ended;
    expect(JSON.parse(restored.stdout).key).toMatch(/^missing, so that secrets cannot be opened: set HATCHDESK_KEY/);
    const found = new Set(await subjectsIn(empty));
    expect(before.filter((subject) => !found.has(subject))).toEqual([]);
  });

  const program = findPgBouncer();
  const testWithPgBouncer = program === undefined ? test.skip : test;

  testWithPgBouncer('what --verify cannot reach is refused before the dump, and leaves nothing', async () => {
    const host = new URL(url).searchParams.get('host') ?? '';
    const behind = { host, port: 5432, user: "desk password='a:b@c%d'", database: 'desk' };
    const pooler = await startPgBouncer(program ?? '', temporaryFolder(), behind, 'transaction', {}, 'desk');
    try {
      const pooled = `postgres://desk@127.0.0.1:${pooler.connection.port}/desk`;
      const name = join(folder, 'pooled.backup');
      const { code, stderr } = await run(['backup', name, '--verify'], pooled).ended;
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(
          /^--verify makes a database, and DATABASE_URL does not lead to it \(.*\): let it name the/,
        ),
      ]);
      expect(readdirSync(folder).filter((found) => found.startsWith('pooled'))).toEqual([]);
      expect((await run(['backup', name], pooled).ended).code).toBe(0);
    } finally {
      kill(pooler.child.pid, 'SIGTERM');
    }
  });

  test('the next --verify removes the database that a killed one left', async () => {
    const databases = async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ name: string }>(
        `select datname as name from pg_database where datname like 'hatchdesk!_verify!_%' escape '!'`,
      );
      await client.end();
      return rows.map(({ name }) => name);
    };
    const name = join(folder, 'killed.backup');
    const killed = run(['backup', name, '--verify']);
    // A database is tried out before the dump, and gone when it begins.
    const isDumped = () =>
      readdirSync(folder).some((found) => /^killed.*part$/.test(found) && statSync(join(folder, found)).size > 0);
    await eventually(async () => isDumped() && (await databases()).length === 1);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await databases()).toHaveLength(1);
    expect((await run(['backup', name, '--verify']).ended).code).toBe(0);
    expect(await databases()).toEqual([]);
    expect(readdirSync(folder).filter((found) => found.startsWith('killed'))).toEqual(['killed.backup']);
  });

  test('nothing is restored over data without --force, nor while a server runs', async () => {
    const refused = await run(['restore', file]).ended;
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is not empty: --force replaces everything/),
    });
    const running = await run(['restore', file, '--force']).ended;
    expect(running).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Servers have \d+ connections/) });
    kill(server.child.pid, 'SIGTERM');
    await server.ended;
    const restored = await run(['restore', file, '--force']).ended;
    expect(restored).toMatchObject({ code: 0, stderr: 'restoring in one transaction\nchecking\n' });
    expect((await subjectsIn(url)).length).toBeGreaterThan(20);
  });

  test('a dump that was cut off changes nothing', async () => {
    const cut = join(folder, 'cut');
    writeFileSync(cut, readFileSync(file).subarray(0, -2000));
    const before = await subjectsIn(url);
    expect(await run(['restore', cut, '--force']).ended).toMatchObject({ code: 1 });
    expect(await subjectsIn(url)).toEqual(before);
  });

  test('a backup of a server does not go into an embedded database', async () => {
    const data = { HATCHDESK_DATA: join(folder, 'data') };
    expect(await startProgram(['restore', file], data).ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is a backup of a database server: restore it into a DATABASE_URL\n$/),
    });
  });
});
