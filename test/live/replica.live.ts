import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findPgBouncer, startPgBouncer } from '../../bench/pgbouncer';
import { eventually } from '../support/eventually';
import { readMetrics } from '../support/exposition';
import { kill } from '../support/left-processes';
import { describeWithPostgres, type PostgresPair, startPostgresPair } from '../support/postgres-pair';
import {
  bareEnvironment,
  callServer,
  guestTicket,
  PROGRAM,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

// Live, because it needs an installed PostgreSQL: the embedded one cannot copy a server.

let pair: PostgresPair;
/** Two processes on the same database, which read from its standby. */
let one: ServerProcess;
let other: ServerProcess;
const pids: (number | undefined)[] = [];

async function serve(env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const server = await startServerProcess(temporaryFolder(), { HATCHDESK_METRICS_PORT: '0', ...env });
  pids.push(server.child.pid);
  return server;
}

async function serveTwice(readUrl: string): Promise<void> {
  const env = {
    DATABASE_URL: `postgres://desk@${pair.primary.place},${pair.standby.place}/postgres`,
    HATCHDESK_DATABASE_READ_URL: readUrl,
  };
  one = await serve(env);
  other = await serve(env);
}

const standbyUrl = (): string => `postgres://desk@${pair.standby.place}/postgres`;

const logged = ({ lines }: ServerProcess, text: string): Record<string, unknown> | undefined =>
  lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === text);

/** Who answered the reads of a server so far. */
async function readsOf(server: ServerProcess): Promise<{ replica: number; primary: number }> {
  const text = await (await fetch(String(logged(server, 'listening')?.metrics))).text();
  const by = (who: string): number =>
    readMetrics(text).find(({ name, labels }) => name === 'hatchdesk_replica_reads_total' && labels.by === who)
      ?.value ?? Number.NaN;
  return { replica: by('replica'), primary: by('primary') };
}

/** How many calls a busy machine refused with 503. */
let again = 0;

/** Makes a call, again where the server asks for that. */
const asked = (server: ServerProcess, fields: Record<string, string>) =>
  eventually(async () => {
    const reply = await callServer(server.url, fields);
    if (reply?.status !== 503) return reply;
    again += 1;
    return undefined;
  });

async function open(server: ServerProcess, subject: string): Promise<number> {
  const opened = await asked(server, guestTicket(subject));
  expect(opened).toMatchObject({ status: 200, answer: { result: 'success' } });
  return Number(opened?.answer.id);
}

/** Reads a ticket, which must be there. */
async function expectToRead(server: ServerProcess, ticketid: number): Promise<void> {
  const read = await asked(server, { action: 'GetTicket', ticketid: String(ticketid) });
  expect(read).toMatchObject({ status: 200, answer: { result: 'success', ticketid } });
}

/** Opens tickets in one process, and reads each in the other at once. */
async function writeAndRead(count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const [writer, reader] = index % 2 === 0 ? [one, other] : [other, one];
      await expectToRead(reader, await open(writer, `ticket ${index}`));
    }),
  );
}

beforeEach(async () => {
  pair = await startPostgresPair();
});

afterEach(() => {
  for (const pid of pids.splice(0)) kill(pid, 'SIGKILL');
  pair.stop();
});

describeWithPostgres('two servers with a replica', () => {
  test('what one wrote, the other reads at once, and the replica answers', async () => {
    await serveTwice(standbyUrl());
    let reads = 0;
    // While others write, a busy standby may not catch up in time for each, and is then left alone for a while.
    await eventually(async () => {
      await writeAndRead(40);
      reads += 40;
      const [mine, theirs] = await Promise.all([readsOf(one), readsOf(other)]);
      if (again === 0) expect(mine.replica + mine.primary + theirs.replica + theirs.primary).toBe(reads);
      return reads >= 200 && mine.replica > 10 && theirs.replica > 10;
    });
    // The standby itself says that it was asked. Its statistics are a second late.
    const scans = `select sum(coalesce(idx_scan, 0) + seq_scan)::int as scans from pg_stat_user_tables
      where relname in ('tickets', 'messages')`;
    await eventually(async () => ((await pair.standby.query<{ scans: number }>(scans))[0]?.scans ?? 0) > 20);
  });

  test('a replica that does not replay is not believed, and is used again when it does', async () => {
    await serveTwice(standbyUrl());
    await writeAndRead(2);
    await pair.standby.query('select pg_wal_replay_pause()');
    await eventually(
      async () =>
        (await pair.standby.query<{ state: string }>('select pg_get_wal_replay_pause_state() as state'))[0]?.state ===
        'paused',
    );
    await writeAndRead(10);
    expect(logged(one, 'the replica cannot answer, so the primary does')).toMatchObject({
      // A busy machine may have said before that it does not answer in time, and says no more for a minute.
      reason: expect.stringMatching(/^it is behind$|time/),
    });
    await pair.standby.query('select pg_wal_replay_resume()');
    const { replica } = await readsOf(one);
    const id = await open(one, 'the last');
    await eventually(async () => {
      await expectToRead(one, id);
      return (await readsOf(one)).replica > replica;
    });
  });

  test('when the replica is stopped, or its connections end, reads go on', async () => {
    await serveTwice(standbyUrl());
    await writeAndRead(10);
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hatchdesk'`;
    let ends = true;
    const ending = (async () => {
      while (ends) await pair.standby.query(end);
    })();
    await writeAndRead(40);
    ends = false;
    await ending;
    // A commit waits for the standby, so the primary must be told to do without.
    await pair.standby.stop();
    await pair.primary.query(`alter system set synchronous_standby_names = ''`);
    await pair.primary.query('select pg_reload_conf()');
    await writeAndRead(20);
    expect(logged(one, 'the replica cannot answer, so the primary does')).toBeDefined();
  });

  test('after a promotion, the former replica answers everything', async () => {
    await serveTwice(`postgres://desk@${pair.primary.place},${pair.standby.place}/postgres`);
    await writeAndRead(10);
    await pair.primary.crash();
    await pair.standby.promote();
    for (const server of [one, other]) {
      await eventually(
        async () => (await callServer(server.url, guestTicket('again')))?.answer.result === 'success' || undefined,
      );
    }
    await writeAndRead(10);
  });

  test('doctor says how the replica is', async () => {
    await serve({ DATABASE_URL: `postgres://desk@${pair.primary.place}/postgres` });
    const doctor = async (): Promise<string> => {
      const env = {
        ...bareEnvironment(),
        DATABASE_URL: `postgres://desk@${pair.primary.place}/postgres`,
        HATCHDESK_DATABASE_READ_URL: standbyUrl(),
      };
      const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'doctor'], { env }).catch(
        (failed: { stdout: string }) => failed,
      );
      return stdout;
    };
    const isWell = `ok   replica: ${pair.standby.place} is a standby; it has every change`;
    await eventually(async () => (await doctor()).includes(isWell));
    await pair.standby.query('select pg_wal_replay_pause()');
    await pair.primary.query(`create table afterwards ()`);
    await eventually(async () => (await doctor()).includes('the primary answers instead: it is behind'));
  });

  const pgbouncer = findPgBouncer();
  (pgbouncer === undefined ? test.skip : test)('through PgBouncer, on both sides', async () => {
    const through = async (port: number): Promise<string> => {
      const server = { host: '127.0.0.1', port, user: 'desk', database: 'postgres' };
      const { connection, child } = await startPgBouncer(pgbouncer!, temporaryFolder(), server, 'transaction', {
        default_pool_size: 3,
      });
      pids.push(child.pid);
      return `postgres://desk@127.0.0.1:${connection.port}/postgres`;
    };
    const env = {
      DATABASE_URL: await through(pair.primary.port),
      HATCHDESK_DATABASE_READ_URL: await through(pair.standby.port),
    };
    one = await serve(env);
    other = await serve(env);
    await eventually(async () => {
      await writeAndRead(40);
      return (await readsOf(one)).replica > 10;
    });
    await pair.standby.query('select pg_wal_replay_pause()');
    await writeAndRead(20);
  });
});
