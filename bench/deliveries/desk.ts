import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { type Cpu, cpuOf } from '../opening/cpu';
import { ask, CREDENTIAL, type createDatabase, type RunningServer, type Started, startOurs } from '../servers';

type Connection = Awaited<ReturnType<typeof createDatabase>>;

/** A desk whose server can be killed. */
export class Desk {
  server: RunningServer | undefined;
  private readonly pool: Pool;
  private starts = 0;

  constructor(
    private readonly database: Connection,
    private readonly folder: string,
    private readonly started: Started,
  ) {
    this.pool = new Pool({ ...database, max: 4 });
    // When PostgreSQL is stopped, a connection that nobody uses says so.
    this.pool.on('error', () => {});
    started.add(() => this.pool.end());
  }

  async start(): Promise<void> {
    const { host, user, port, database } = this.database as {
      host: string;
      user: string;
      port: number;
      database: string;
    };
    const url = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
    const env = { HATCHDESK_WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' };
    this.server = await startOurs(url, this.folder, `server${this.starts++}`, this.started, env);
  }

  kill(): void {
    process.kill(this.server?.pid ?? 0, 'SIGKILL');
  }

  async call(action: string, fields: Record<string, string>): Promise<Record<string, unknown>> {
    const response = await fetch(`http://127.0.0.1:${this.server?.port}/includes/api.php`, {
      method: 'POST',
      body: new URLSearchParams({ ...CREDENTIAL, responsetype: 'json', action, ...fields }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (answer.result !== 'success') throw new Error(`${action}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Records events of many tickets, which several transactions do at the same time. */
  async record(events: number, perTicket: number): Promise<void> {
    const tickets = Math.ceil(events / perTicket);
    const batch = 100;
    const lines = [0, 1, 2, 3].map(async (line) => {
      for (let first = line * batch; first < tickets; first += 4 * batch) {
        const last = Math.min(tickets, first + batch);
        for (let place = 1; place <= perTicket; place++) {
          await this.pool.query(
            `insert into outbox (event, payload, created_at)
             select 'TicketSubjectChange', jsonb_build_object('ticketid', n, 'subject', 'Subject', 'place', $3::int), now()
             from generate_series($1::int + 1, $2::int) n`,
            [first, last, place],
          );
        }
      }
    });
    await Promise.all(lines);
  }

  ask<Row>(sql: string): Promise<Row[]> {
    return ask<Row>(this.database, sql);
  }

  /** @returns a function that tells how many milliseconds of CPU time were used since */
  async startClock(): Promise<() => Cpu> {
    const [row] = await this.ask<{ folder: string }>(`select current_setting('data_directory') as folder`);
    const postgres = Number(readFileSync(join(row?.folder ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const read = (): Cpu => ({ server: cpuOf(this.server?.pid ?? 0) ?? 0, postgres: cpuOf(postgres) ?? 0 });
    const began = read();
    return () => {
      const now = read();
      return { server: now.server - began.server, postgres: now.postgres - began.postgres };
    };
  }
}

/** Waits for a condition. @returns whether it came true in time */
export async function until(isDone: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    if (await isDone()) return true;
    await sleep(50);
  }
  return false;
}
