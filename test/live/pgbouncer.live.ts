/** Lives here because it starts the program ten times, four times as a whole server. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createTestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { describeWithPgBouncer, throughPgBouncer } from '../support/pgbouncer';
import {
  bareEnvironment,
  callServer,
  guestTicket,
  PROGRAM,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';
import { useWorld } from '../support/world';

type Fields = Record<string, string>;

const FILE = 'x'.repeat(20_000);
const attachments = Buffer.from(
  JSON.stringify([{ name: 'a.txt', data: Buffer.from(FILE).toString('base64') }]),
).toString('base64');

const run = (command: string[], url: string): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, [PROGRAM, ...command], {
    env: { ...bareEnvironment(), PORT: '0', DATABASE_URL: url },
  }).catch((failed: { stdout: string; stderr: string }) => failed);

describeWithPgBouncer('PgBouncer refuses a start', () => {
  test.each([
    ['in mode statement', 'statement', '', 'transaction blocks not allowed in statement pooling mode'],
    ['with options in DATABASE_URL', 'session', '?options=-c%20jit%3Doff', 'unsupported startup parameter: options'],
  ] as const)('%s, and the message says why', async (_case, mode, options, reason) => {
    const { url } = await throughPgBouncer(await createTestDatabase(), mode);
    expect((await run(['serve'], url + options)).stderr).toContain(reason);
    expect((await run(['doctor'], url + options)).stdout).toContain(reason);
  });
});

describeWithPgBouncer('a server behind PgBouncer', () => {
  describe.each(['transaction', 'session'] as const)('in mode %s', (mode) => {
    const world = useWorld(undefined, async () => ({
      connection: await throughPgBouncer(await createTestDatabase(), mode, {
        default_pool_size: mode === 'session' ? 6 : 3,
      }),
    }));

    /** Makes a call. @throws Error unless it succeeds */
    async function done(fields: Fields, headers: Fields = {}): Promise<Record<string, unknown>> {
      const { status, json, text } = await world.post(fields, headers);
      if (status !== 200 || json?.result !== 'success') throw new Error(`${fields.action}: ${status} ${text}`);
      return json;
    }

    test('200 mixed calls at once: none fails, and every row is right', async () => {
      const key = (n: number) => ({ 'Idempotency-Key': `key-${n % 25}` });
      const kinds: ((n: number) => Promise<Record<string, unknown>>)[] = [
        (n) => done(guestTicket(`plain ${n}`)),
        (n) => done(guestTicket(`keyed ${n % 25}`), key(n)),
        (n) => done({ ...guestTicket(`with file ${n}`), attachments }),
        () => done({ action: 'GetTickets', deptid: '1' }),
        (n) => done({ action: 'GetTickets', ...(n % 2 === 0 ? { subject: 'plain' } : { search: 'plain' }) }),
      ];
      const calls = await Promise.all(kinds.flatMap((kind) => Array.from({ length: 40 }, (_, n) => kind(n))));
      const opened = new Set(calls.slice(0, 120).map(({ tid }) => tid));
      expect(opened.size).toBe(40 + 25 + 40);

      const rows = await world.rows(`select count(*)::int as tickets, count(distinct subject)::int as subjects,
        (select count(*)::int from messages) as messages, (select count(*)::int from outbox) as events,
        (select count(*)::int from attachment_contents where bytes = convert_to('${FILE}', 'UTF8')) as files
        from tickets`);
      expect(rows).toEqual([{ tickets: 105, subjects: 105, messages: 105, events: 105, files: 40 }]);
      expect(world.log.filter(({ level }) => Number(level) >= 40)).toEqual([]);
    });
  });
});

describeWithPgBouncer('two servers behind PgBouncer', () => {
  describe.each(['transaction', 'session'] as const)('in mode %s', (mode) => {
    let url: string;
    let servers: [ServerProcess, ServerProcess];

    beforeAll(async () => {
      // In mode session, each connection of a server occupies one of the pooler's, and so does listening.
      ({ url } = await throughPgBouncer(await createTestDatabase(), mode, {
        default_pool_size: mode === 'session' ? 20 : 3,
      }));
      const environment = { DATABASE_URL: url, HATCHDESK_DB_POOL_SIZE: '4', HATCHDESK_KEY: 'k'.repeat(43) };
      const first = await startServerProcess(temporaryFolder(), environment);
      servers = [first, await startServerProcess(temporaryFolder(), environment)];
    });

    afterAll(async () => {
      for (const { child } of servers) kill(child.pid, 'SIGTERM');
      await Promise.all(servers.map(({ ended }) => ended));
    });

    /** Makes a call at one of the servers. @throws Error unless it succeeds */
    async function done(server: number, fields: Fields, headers: Fields = {}): Promise<Record<string, unknown>> {
      const reply = await callServer(servers[server % 2]!.url, fields, headers);
      if (reply?.status !== 200) throw new Error(`${fields.action}: ${reply?.status} ${JSON.stringify(reply?.answer)}`);
      return reply.answer;
    }

    test('each server sees a setting that the other changed', async () => {
      await done(0, guestTicket('before'));
      await done(1, { action: 'SetConfigurationValue', setting: 'TicketMask', value: 'ZZ-%n%n%n%n%n%n' });
      await eventually(async () => String((await done(0, guestTicket('after'))).tid).startsWith('ZZ-'));
    });

    test('each server refuses a credential that the other deleted', async () => {
      await done(0, { action: 'AddRole', name: 'All', actions: '*' });
      const made = await done(0, { action: 'AddCredential', roles: 'All' });
      const own = { identifier: String(made.identifier), secret: String(made.secret), action: 'GetStatuses' };
      for (const server of [0, 1, 0, 1]) await done(server, own);
      await done(1, { action: 'DeleteCredential', credentialid: String(made.credentialid) });
      for (const { url: server } of servers)
        await eventually(async () => (await callServer(server, own))?.status === 403);
    });

    test('the doctor reports the pooler', async () => {
      const { stdout } = await run(['doctor', '--json'], url);
      expect(JSON.parse(stdout)).toContainEqual({
        name: 'connections',
        ok: true,
        detail: expect.stringMatching(
          new RegExp(`^through a pooler, .*mode ${mode}.*; statements are not prepared, and each transaction sets`),
        ),
      });
      for (const { lines } of servers) {
        expect(lines.filter((line) => line.includes('behind a pooler'))).toHaveLength(1);
        // On a busy machine, the pooler may not answer in time.
        const warnings = lines.filter((line) => /"level":"(warn|error)"|"level":[45]0/.test(line));
        expect(warnings.filter((line) => !line.includes('timeout'))).toEqual([]);
      }
    });
  });
});
