import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '../support/eventually';
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

/**
 * Ten seconds are promised, and this is for the busiest machine. On a quiet one, calls succeed 0.1 s after the promotion,
 * or 3 s if the primary just vanished. A server that does not follow never gets there.
 */
const BACK_WITHIN_MS = 60_000;

let pair: PostgresPair;
const servers: ServerProcess[] = [];

const both = (): string => `postgres://desk@${pair.primary.place},${pair.standby.place}/postgres`;

async function serve(url: string): Promise<ServerProcess> {
  const server = await startServerProcess(temporaryFolder(), { DATABASE_URL: url });
  servers.push(server);
  return server;
}

beforeEach(async () => {
  pair = await startPostgresPair();
});

afterEach(() => {
  for (const { child } of servers.splice(0)) kill(child.pid, 'SIGKILL');
  pair.stop();
});

/** Opens tickets on several connections until it is told to stop. */
function openTickets({ url }: ServerProcess) {
  const acknowledged: string[] = [];
  let goesOn = true;
  let opened = 0;
  const one = async (): Promise<void> => {
    while (goesOn) {
      const subject = `ticket ${++opened}`;
      const said = await callServer(url, guestTicket(subject));
      if (said?.answer.result === 'success') acknowledged.push(subject);
      else if (said?.status !== 503) throw new Error(`${said?.status} ${JSON.stringify(said?.answer)}`);
    }
  };
  const all = Promise.all(Array.from({ length: 8 }, one));
  return {
    acknowledged,
    async stop() {
      goesOn = false;
      await all;
    },
  };
}

const messages = ({ lines }: ServerProcess): unknown[] => lines.map((line) => JSON.parse(line).msg);

describeWithPostgres('a server with two database hosts', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['is killed', () => pair.primary.crash()],
    ['is stopped by its administrator', () => pair.primary.stop()],
    ['vanishes without a word', async () => pair.primary.signal('SIGSTOP')],
  ])('the primary %s and the standby is promoted: no ticket is lost', async (_way, takeAway) => {
    const server = await serve(both());
    const load = openTickets(server);
    await eventually(() => load.acknowledged.length > 100);
    await takeAway();
    await pair.standby.promote();
    const before = load.acknowledged.length;
    await eventually(() => load.acknowledged.length > before, { within: BACK_WITHIN_MS });
    await eventually(() => load.acknowledged.length > before + 50);
    await load.stop();

    const rows = await pair.standby.query<{ subject: string }>('select subject from tickets');
    const kept = new Set(rows.map(({ subject }) => subject));
    expect(load.acknowledged.filter((subject) => !kept.has(subject))).toEqual([]);
    expect(rows.length).toBe(kept.size);
    expect(messages(server)).toContain('the database moved to another host');
  });

  test('doctor says what each host is', async () => {
    await serve(both());
    const doctor = async (url: string): Promise<string> => {
      const env = { ...bareEnvironment(), DATABASE_URL: url };
      const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'doctor'], { env }).catch(
        (failed: { stdout: string }) => failed,
      );
      return stdout;
    };
    const { primary, standby } = pair;
    expect(await doctor(both())).toMatch(
      new RegExp(`ok +hosts: ${primary.place} accepts writes; ${standby.place} is a standby`),
    );
    await primary.crash();
    expect(await doctor(both())).toMatch(
      new RegExp(`${primary.place} cannot be used \\(.*ECONNREFUSED.*\\); ${standby.place} is a standby`),
    );
    expect(await doctor(`postgres://desk@${standby.place}/postgres`)).toContain('the server is a standby');
  });
});

describeWithPostgres('a server whose only database host is a standby', () => {
  test('it starts, says so, and reads', async () => {
    const writing = await serve(`postgres://desk@${pair.primary.place}/postgres`);
    expect(await callServer(writing.url, guestTicket('one'))).toMatchObject({ answer: { result: 'success' } });
    const reading = await serve(`postgres://desk@${pair.standby.place}/postgres`);
    expect(messages(reading)).toContain('the database takes no writes, so calls that write will fail');
    // A commit waits until the standby has it, not until it shows it.
    await eventually(async () => (await callServer(reading.url, { action: 'GetTickets' }))?.answer.totalresults === 1);
    expect(await callServer(reading.url, guestTicket('two'))).toMatchObject({ status: 503 });
  });
});
