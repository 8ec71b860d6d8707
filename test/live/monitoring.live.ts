import { connect, type Socket } from 'node:net';
import pino from 'pino';
import type { Config } from '../../src/config';
import { readSmtpUrl } from '../../src/config/mail';
import { assembleDesk, type Desk } from '../../src/desk/desk';
import { type RunningServer, startServer } from '../../src/server/server';
import { createTestDatabase, urlOf } from '../support/database';
import { eventually } from '../support/eventually';
import { readMetrics, type Sample } from '../support/exposition';
import { kill } from '../support/left-processes';
import { PATIENCE_MS } from '../support/patience';
import { evaluate, metricsIn } from '../support/promql';
import { read } from '../support/samples';
import { PROGRAM, type ServerProcess, startServerProcess, workersOf } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';
import { UpstreamStub } from '../support/upstream-stub';
import { useWorld } from '../support/world';

/* Live, because it drives servers until each alert has a cause: half a minute. */
const RULES = 'docs/monitoring/hatchdesk.rules.yml';
const DASHBOARD = 'docs/monitoring/hatchdesk.dashboard.json';

const oldDesk = new UpstreamStub();
beforeAll(() => oldDesk.start());
afterAll(() => oldDesk.stop());

const world = useWorld((config) => {
  config.upstream = { url: oldDesk.url, identifier: 'ours', secret: 'its-secret', timeoutMs: PATIENCE_MS };
  config.metrics = { host: '127.0.0.1', port: 0 };
  // Checking one must take long enough for others to wait.
  config.passwordCost = 10;
});

const silent = pino({ level: 'silent' });
const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
});

/** Starts a server of its own, by default on the world's desk. */
async function serve(change: Partial<Config> = {}, desk: Desk = world.desk): Promise<RunningServer> {
  const server = await startServer({ ...desk, config: { ...desk.config, ...change } }, silent);
  ends.unshift(() => server.stop('at once'));
  return server;
}

/** What Prometheus would know after a scrape. */
async function scrape(url: string): Promise<Sample[]> {
  const up = (value: number): Sample => ({ name: 'up', labels: { job: 'hatchdesk' }, value });
  const answer = await fetch(url).catch(() => undefined);
  const samples = answer === undefined ? [] : readMetrics(await answer.text());
  // Prometheus adds this label to all samples of a job.
  for (const { labels } of samples) labels.job = 'hatchdesk';
  return [up(answer === undefined ? 0 : 1), ...samples];
}

const post = (server: Pick<RunningServer, 'url'>, fields: Record<string, string>): Promise<Response> =>
  fetch(`${server.url}/includes/api.php`, {
    method: 'POST',
    body: new URLSearchParams({ ...world.credentials, responsetype: 'json', ...fields }),
  });

const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

const processes = new Map<RunningServer, ServerProcess>();
const processOf = (server: RunningServer): ServerProcess => processes.get(server)!;

/** Starts two workers in processes of their own. */
async function serveWithWorkers(): Promise<RunningServer> {
  const { connection } = await createTestDatabase();
  const started = await startServerProcess(
    temporaryFolder(),
    { DATABASE_URL: urlOf(connection), HATCHDESK_METRICS_PORT: '0' },
    [process.execPath, PROGRAM, 'serve', '--workers', '2'],
  );
  ends.unshift(async () => {
    kill(started.child.pid, 'SIGKILL');
    await started.ended;
  });
  const metrics = started.lines.map((line) => (JSON.parse(line) as { metrics?: string }).metrics).find(Boolean);
  const server: RunningServer = { url: started.url, metricsUrl: metrics, stop: async () => {} };
  processes.set(server, started);
  return server;
}

const readRestarts = async ({ metricsUrl }: RunningServer): Promise<number> =>
  (await scrape(metricsUrl!)).find(({ name }) => name === 'hatchdesk_worker_restarts_total')?.value ?? 0;

/** Makes calls wait for a table for some seconds, and starts something meanwhile. */
async function whileLocked(seconds: number, work: () => Promise<unknown>): Promise<void> {
  let started: Promise<unknown> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('lock table departments in access exclusive mode');
    started = work();
    started.catch(() => {});
    await db.query('select pg_sleep($1)', [seconds]);
  });
  await started;
}

/** The rules as text: our files have one line for each member. */
function readRules(): { alert: string; expr: string }[] {
  const rules = read(RULES)
    .split(/^ +- (?=alert: )/m)
    .slice(1);
  return rules.map((rule) => {
    const member = (name: string): string => new RegExp(`^ *${name}: (.+)$`, 'm').exec(rule)?.[1] ?? '';
    return { alert: member('alert'), expr: member('expr') };
  });
}

interface Panel {
  title: string;
  targets: { expr: string }[];
}

const readPanels = (): Panel[] => (JSON.parse(read(DASHBOARD)) as { panels: Panel[] }).panels;

/** An expression with the values that Grafana would put in. */
const filledIn = (expr: string): string => expr.replaceAll('$instance', '.*').replaceAll('$__rate_interval', '5m');

/** Makes what an alert watches for. `fires` waits until the alert would fire, doing something before each scrape. */
type Cause = (fires: (meanwhile?: () => unknown) => Promise<unknown>, server: RunningServer) => Promise<unknown>;

/** A desk whose database is gone. */
function withoutDatabase(): Desk {
  const connection = { connectionString: 'postgres://desk@127.0.0.1:1/desk' };
  const config = {
    ...world.desk.config,
    database: { poolSize: 2, prepare: 'auto' as const, statementTimeoutMs: 100, connectTimeoutMs: 100 },
  };
  const desk = assembleDesk(
    config,
    { connection, place: 'nowhere', stop: async () => {} },
    world.desk.registry,
    silent,
    () => world.now,
  );
  ends.push(() => desk.close());
  return desk;
}

const CAUSES: Record<string, { server?: () => Promise<RunningServer>; cause: Cause }> = {
  HatchdeskDown: {
    cause: async (fires, server) => {
      await server.stop('at once');
      await fires();
    },
  },
  HatchdeskNotReady: {
    cause: async (fires) => {
      await world.change('alter table knex_migrations rename to hidden');
      await fires();
      await world.change('alter table hidden rename to knex_migrations');
    },
  },
  HatchdeskUnavailable: {
    server: () => serve({}, withoutDatabase()),
    cause: async (fires, server) => {
      expect((await post(server, { action: 'GetTickets' })).status).toBe(503);
      await fires();
    },
  },
  HatchdeskInternalErrors: {
    cause: async (fires, server) => {
      await world.change('alter table departments rename to hidden');
      expect((await post(server, { action: 'GetSupportDepartments' })).status).toBe(500);
      await world.change('alter table hidden rename to departments');
      await fires();
    },
  },
  HatchdeskBusy: {
    server: () => serve({ limits: { ...world.desk.config.limits, requestsAtOnce: 1 } }),
    cause: async (fires, server) => {
      await whileLocked(1, () => times(2, () => post(server, { action: 'GetSupportDepartments' })));
      await fires();
    },
  },
  HatchdeskRequestsNearLimit: {
    server: () => serve({ limits: { ...world.desk.config.limits, requestsAtOnce: 2 } }),
    cause: (fires, server) =>
      whileLocked(2, async () => {
        const calls = times(2, () => post(server, { action: 'GetSupportDepartments' }));
        await fires();
        await calls;
      }),
  },
  HatchdeskBodiesNearLimit: {
    server: () => serve({ limits: { ...world.desk.config.limits, bodyBytes: 1_000_000, bodyBytesAtOnce: 1_000_000 } }),
    cause: async (fires, server) => {
      const socket: Socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.on('error', () => {});
      const head = 'POST /api.php HTTP/1.1\r\nHost: desk\r\nContent-Type: application/x-www-form-urlencoded\r\n';
      socket.write(`${head}Content-Length: 950000\r\n\r\n${'a'.repeat(900_000)}`);
      await fires();
      socket.destroy();
    },
  },
  HatchdeskQueue: {
    cause: async (fires, server) => {
      const action = { action: 'GetSupportDepartments' };
      await whileLocked(2, async () => {
        const calls = times(60, () => post(server, action));
        await fires();
        await calls;
      });
    },
  },
  HatchdeskSlow: {
    cause: async (fires, server) => {
      await whileLocked(1.2, () => times(2, () => post(server, { action: 'GetSupportDepartments' })));
      await fires();
    },
  },
  HatchdeskPasswordsWait: {
    cause: async (fires, server) => {
      const password = '0'.repeat(32);
      const tries = times(30, (index) =>
        post(server, { action: 'GetTickets', identifier: '', secret: '', username: `name${index}`, password }),
      );
      await fires();
      await tries;
    },
  },
  HatchdeskSignInsFail: {
    cause: async (fires, server) => {
      await times(100, () => post(server, { action: 'GetTickets', secret: 'wrong' }));
      await fires();
    },
  },
  HatchdeskForbidden: {
    cause: async (fires, server) => {
      const stranger = await world.credential(['GetTickets']);
      await times(100, () => post(server, { action: 'OpenTicket', ...stranger }));
      await fires();
    },
  },
  HatchdeskManyBans: {
    cause: async (fires) => {
      await world.change(
        `insert into banned_ips (network, reason, created_at)
         select ('198.18.' || n / 250 || '.' || n % 250)::inet::cidr, 'guessing', now() from generate_series(1, 1001) n`,
      );
      await fires();
      await world.change('delete from banned_ips');
    },
  },
  HatchdeskDeliveriesLate: {
    cause: async (fires) => {
      await world.change(
        `insert into deliveries (listener, event, due_at, created_at)
         values ('webhook 1', 'TicketOpen', 'infinity', $1::timestamptz - interval '2 hours')`,
        [world.now],
      );
      await fires();
      await world.change('delete from deliveries');
    },
  },
  HatchdeskMailboxFails: {
    cause: async (fires) => {
      await world.change(
        `insert into mailboxes (name, host, port, tls, username, secret, failing_since, created_at, updated_at)
         values ('A', 'imap.example.com', 993, 'tls', 'a', '', now(), now(), now())`,
      );
      await fires();
      await world.change('delete from mailboxes');
    },
  },
  HatchdeskMailLate: {
    // The mail is not due, so nobody sends it.
    server: () => serve({ mail: { ...world.desk.config.mail, smtp: readSmtpUrl('smtp://127.0.0.1:1') } }),
    cause: async (fires) => {
      await world.change(
        `insert into emails (recipients, subject, body, due_at, created_at, updated_at)
         values ('[]', 'Lamp', '', $1::timestamptz + interval '1 hour', $1::timestamptz - interval '2 hours', $1)`,
        [world.now],
      );
      await fires();
      await world.change('delete from emails');
    },
  },
  HatchdeskWorkersEnd: {
    server: serveWithWorkers,
    cause: async (fires, server) => {
      const started = await readRestarts(server);
      for (let ended = 0; ended < 3; ended++) {
        kill(workersOf(processOf(server))[0], 'SIGKILL');
        await eventually(async () => (await readRestarts(server)) > started + ended);
        await eventually(() => workersOf(processOf(server)).length === 2);
      }
      await fires();
    },
  },
  HatchdeskEventLoopLate: {
    cause: (fires) =>
      fires(() => {
        const until = performance.now() + 500;
        while (performance.now() < until);
      }),
  },
};

test('every alert has a cause here, and an entry in docs/PRODUCTION.md', () => {
  const alerts = readRules().map(({ alert }) => alert);
  expect(Object.keys(CAUSES)).toEqual(alerts);
  const described = Array.from(read('docs/PRODUCTION.md').matchAll(/^\| `(Hatchdesk\w+)` \|/gm), ([, name]) => name);
  expect(described).toEqual(alerts);
});

test.each(readRules().map(({ alert, expr }) => [alert, expr]))('%s fires', async (alert, expr) => {
  const { server: start = () => serve(), cause } = CAUSES[alert]!;
  const server = await start();
  const url = server.metricsUrl!;
  const before = await scrape(url);
  const began = performance.now();
  const isFiring = async (): Promise<boolean> => {
    const after = await scrape(url);
    return evaluate(expr, { before, after, seconds: (performance.now() - began) / 1000 }).length > 0;
  };
  // On a busy machine, the event loop may be late by itself, but not for long.
  await eventually(async () => !(await isFiring()));
  const fires = (meanwhile: () => unknown = () => {}) =>
    eventually(() => {
      meanwhile();
      return isFiring();
    });
  await cause(fires, server);
});

test('every metric of a rule or a panel exists, and every panel shows something', async () => {
  const server = await serve();
  await post(server, { action: 'GetTickets' });
  await post(server, { action: 'CreateInvoice', ...(await world.credential(['upstream:*'])) });
  const before = await scrape(server.metricsUrl!);
  await eventually(async () => {
    await post(server, { action: 'GetTickets' });
    return (await scrape(server.metricsUrl!)).some(({ name }) => name === 'hatchdesk_bans');
  });
  const after = await scrape(server.metricsUrl!);
  const names = new Set(after.map(({ name }) => name));
  for (const { expr } of readRules()) {
    expect([expr, metricsIn(expr).filter((name) => !names.has(name))]).toEqual([expr, []]);
  }
  const panels = readPanels();
  expect(panels.length).toBeGreaterThan(10);
  for (const { title, targets } of panels) {
    for (const { expr } of targets) {
      const shown = evaluate(filledIn(expr), { before, after, seconds: 1 });
      expect([title, expr, shown.length > 0]).toEqual([title, expr, true]);
    }
  }
  // What is measured is shown, too.
  const used = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(filledIn(expr)))));
  expect([...names].filter((name) => !used.has(name))).toEqual(['up']);
});

describe('the reader of expressions', () => {
  const sample = (name: string, value: number, labels: Record<string, string> = {}) => ({ name, labels, value });
  const scrapes = {
    before: [sample('a', 1, { x: '1' }), sample('a', 1, { x: '2' }), sample('b', 5)],
    after: [sample('a', 3, { x: '1' }), sample('a', 7, { x: '2' }), sample('a', 9, { x: '3' }), sample('b', 10)],
    seconds: 2,
  };

  test.each<[string, number[]]>([
    ['b', [10]],
    ['a{x="2"}', [7]],
    ['a{x!="2"}', [3, 9]],
    ['a{x=~"1|3"} > 3', [9]],
    ['rate(a[5m])', [1, 3]],
    ['increase(a{x="2"}[5m])', [6]],
    ['sum(rate(a[5m])) > 3', [4]],
    ['sum(rate(a[5m])) > 4', []],
    ['min(a)', [3]],
    ['max(a)', [9]],
    ['sum by (x) (a)', [3, 7, 9]],
    ['b / b * 3', [3]],
    ['(b) == 10', [10]],
    ['none > 0', []],
  ])('%s', (expression, values) => {
    expect(evaluate(expression, scrapes).map(({ value }) => value)).toEqual(values);
  });

  test.each(['a{', 'rate(a)', 'a > > 1', 'sum a', 'topk(1, a)', 'a b'])('not: %s', (expression) => {
    expect(() => evaluate(expression, scrapes)).toThrow();
  });

  test('quantiles lie within their bucket', () => {
    const buckets = [
      ['1', 10],
      ['2', 20],
      ['+Inf', 20],
    ].map(([le, value]) => sample('c_bucket', Number(value), { le: String(le) }));
    const [found] = evaluate('histogram_quantile(0.75, sum by (le) (c_bucket))', {
      before: [],
      after: buckets,
      seconds: 1,
    });
    expect(found?.value).toBe(1.5);
  });
});
