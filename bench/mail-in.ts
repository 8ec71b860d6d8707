/**
 * Measures mail that comes in: `npm run bench:mail-in -- kills|rate`.
 *
 * `kills` sends half of the mails by SMTP and puts half of them into a mailbox, while the server, the IMAP server and
 * PostgreSQL are killed in turn, and checks that each became one ticket. `rate` measures how many mails a second are taken,
 * and how long one takes. Dovecot must be installed.
 */
import { chownSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createTransport } from 'nodemailer';
import { ownerOf } from '../src/postgres/account';
import { Dovecot, findDovecot } from './dovecot';
import { freePort } from './pgbouncer';
import {
  ask,
  CREDENTIAL,
  createDatabase,
  makeFolder,
  type RunningServer,
  Started,
  startOurs,
  startPostgres,
} from './servers';

const HELP = `Usage: npm run bench:mail-in -- kills|rate [--mails 10000] [--kills 20]

  kills  takes --mails by SMTP and IMAP through --kills of the server, the IMAP server and PostgreSQL
  rate   takes --mails by SMTP, and as many by IMAP`;

const USER = 'support@desk.example.com';
const CONNECTIONS = 4;
/** Longer than any pause between attempts. */
const GIVE_UP_MS = 420_000;

type Connection = Awaited<ReturnType<typeof createDatabase>>;

/** Each has a sender of its own, because the desk takes only ten tickets of one address at a time. */
const mailOf = (way: string, number: number): string =>
  [
    `From: Ann Lee <ann${number}@${way}.example.net>`,
    `To: ${USER}`,
    `Subject: ${way} ${number}`,
    `Message-ID: <${number}@${way}.example.net>`,
    'Date: Sat, 30 Jan 2027 09:00:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Hello, this is mail ${number}. `.repeat(20),
    '',
  ].join('\r\n');

/** A desk with its database, an IMAP server and a port for SMTP, each of which can be killed. */
class Desk {
  readonly dovecot: Dovecot;
  smtpPort = 0;
  private server: RunningServer | undefined;
  private starts = 0;

  private constructor(
    private readonly database: Connection,
    private readonly folder: string,
    private readonly started: Started,
    program: string,
  ) {
    this.dovecot = new Dovecot(program, folder);
    started.add(() => this.dovecot.kill());
  }

  static async open(started: Started): Promise<Desk> {
    const program = findDovecot();
    if (program === undefined) throw new Error('Dovecot is not installed: apt-get install dovecot-imapd');
    const folder = makeFolder(started);
    const database = await createDatabase(await startPostgres(folder, 40, started), 'desk');
    const desk = new Desk(database, folder, started, program);
    desk.smtpPort = await freePort();
    await desk.dovecot.start();
    await desk.start();
    await desk.call('UpdateDepartment', { departmentid: '1', email: USER });
    return desk;
  }

  async start(): Promise<void> {
    const { host, user, port, database } = this.database;
    const url = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
    const env = { HATCHDESK_SMTP_LISTEN: `127.0.0.1:${this.smtpPort}`, HATCHDESK_DATA: join(this.folder, 'desk') };
    this.server = await startOurs(url, this.folder, `server${this.starts++}`, this.started, env);
  }

  async addMailbox(): Promise<void> {
    const place = { host: '127.0.0.1', port: String(this.dovecot.port), tls: 'none', username: USER };
    await this.call('AddMailbox', { ...place, password: 'opensesame', deptid: '1' });
  }

  async call(action: string, fields: Record<string, string>): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${this.server?.port}/includes/api.php`, {
      method: 'POST',
      body: new URLSearchParams({ ...CREDENTIAL, responsetype: 'json', action, ...fields }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (answer.result !== 'success') throw new Error(`${action}: ${JSON.stringify(answer)}`);
  }

  /** Kills one of the three, and starts it again. PostgreSQL is started by its supervisor, which this process has. */
  async strike(turn: number): Promise<string> {
    const victim = ['server', 'IMAP server', 'PostgreSQL'][turn % 3] ?? '';
    if (victim === 'server') {
      process.kill(this.server?.pid ?? 0, 'SIGKILL');
      await this.start();
    } else if (victim === 'IMAP server') {
      await this.dovecot.kill();
      await this.dovecot.start();
    } else {
      const file = join(this.folder, 'data', 'pg18', 'postmaster.pid');
      process.kill(Number.parseInt(readFileSync(file, 'utf8'), 10), 'SIGKILL');
    }
    return victim;
  }

  /** Delivers a mail into the mailbox, as a mail server does. */
  putIntoMailbox(number: number): void {
    const box = join(this.dovecot.folder, 'mail', USER);
    const account = ownerOf(join(this.dovecot.folder, 'mail'));
    for (const folder of [box, ...['cur', 'new', 'tmp'].map((name) => join(box, name))]) {
      mkdirSync(folder, { recursive: true });
      if (account !== undefined) chownSync(folder, account.uid, account.gid);
    }
    const name = `${Math.floor(performance.timeOrigin / 1000)}.${number}.bench`;
    writeFileSync(join(box, 'tmp', name), mailOf('imap', number));
    if (account !== undefined) chownSync(join(box, 'tmp', name), account.uid, account.gid);
    renameSync(join(box, 'tmp', name), join(box, 'new', name));
  }

  /** Sends mails by SMTP, each until it is acknowledged. @returns how long each took, in milliseconds */
  async sendAll(count: number, connections: number): Promise<number[]> {
    const transport = createTransport({
      ...{ host: '127.0.0.1', port: this.smtpPort, secure: false, ignoreTLS: true, pool: true },
      ...{ maxConnections: connections, maxMessages: 100_000, connectionTimeout: 10_000, socketTimeout: 60_000 },
    });
    const took: number[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      for (let number = next++; number < count; number = next++) {
        const began = performance.now();
        const envelope = { from: `ann${number}@smtp.example.net`, to: [USER] };
        while (
          !(await transport.sendMail({ envelope, raw: mailOf('smtp', number) }).then(
            () => true,
            () => false,
          ))
        ) {
          await sleep(200);
        }
        took.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: connections }, work));
    transport.close();
    return took;
  }

  async count(): Promise<{ tickets: number; different: number }> {
    const sql = `select count(*)::int as tickets, count(distinct subject)::int as different from tickets`;
    const [row] = await ask<{ tickets: number; different: number }>(this.database, sql);
    return row ?? { tickets: 0, different: 0 };
  }

  /** Waits until there are so many tickets, or no more come. */
  async settle(expected: number): Promise<{ tickets: number; different: number }> {
    let [last, since] = [-1, performance.now()];
    for (;;) {
      const counted = await this.count().catch(() => undefined);
      if (counted !== undefined && counted.different >= expected) return counted;
      if (counted !== undefined && counted.different !== last) [last, since] = [counted.different, performance.now()];
      if (performance.now() - since > GIVE_UP_MS) return counted ?? { tickets: -1, different: -1 };
      await sleep(200);
    }
  }
}

async function kills(desk: Desk, mails: number, strikes: number): Promise<boolean> {
  const half = Math.floor(mails / 2);
  await desk.addMailbox();
  const sending = desk.sendAll(half, CONNECTIONS);
  const putting = (async () => {
    for (let number = 0; number < mails - half; number++) {
      desk.putIntoMailbox(number);
      if (number % 20 === 19) await sleep(100);
    }
  })();
  for (let turn = 0; turn < strikes; turn++) {
    // Spread over the whole run.
    const share = ((turn + 1) / (strikes + 1)) * mails;
    const until = performance.now() + GIVE_UP_MS;
    while (((await desk.count().catch(() => undefined))?.different ?? 0) < share && performance.now() < until) {
      await sleep(100);
    }
    console.log(`killed: ${await desk.strike(turn)}`);
  }
  await Promise.all([sending, putting]);
  const { tickets, different } = await desk.settle(mails);
  const [lost, twice] = [mails - different, tickets - different];
  console.log(`${mails} mails through ${strikes} kills: lost ${lost}, twice ${twice}`);
  return lost === 0 && twice === 0;
}

const percentile = (values: number[], share: number): number =>
  Math.round([...values].sort((one, other) => one - other)[Math.floor(values.length * share)] ?? 0);

async function rate(desk: Desk, mails: number): Promise<boolean> {
  const began = performance.now();
  const took = await desk.sendAll(mails, CONNECTIONS);
  const perSecond = (mails / (performance.now() - began)) * 1000;
  console.log(
    `SMTP: ${perSecond.toFixed(1)} mails/s, p50 ${percentile(took, 0.5)} ms, p95 ${percentile(took, 0.95)} ms`,
  );
  for (let number = 0; number < mails; number++) desk.putIntoMailbox(number);
  const fetched = performance.now();
  await desk.addMailbox();
  await desk.settle(2 * mails);
  console.log(
    `IMAP: ${((mails / (performance.now() - fetched)) * 1000).toFixed(1)} mails/s, with the first connection`,
  );
  return true;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mails: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '20' },
      help: { type: 'boolean', default: false },
    },
  });
  const [what] = positionals;
  if (values.help || (what !== 'kills' && what !== 'rate')) {
    console.log(HELP);
    return;
  }
  const started = new Started();
  try {
    const desk = await Desk.open(started);
    const isKept =
      what === 'kills'
        ? await kills(desk, Number(values.mails), Number(values.kills))
        : await rate(desk, Number(values.mails));
    console.log(
      `load average ${loadavg()
        .map((load) => load.toFixed(1))
        .join(' ')}`,
    );
    if (!isKept) process.exitCode = 1;
  } finally {
    await started.stop();
  }
}

void main();
