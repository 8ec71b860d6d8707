import { Client } from 'pg';
import { createTestDatabase, type TestDatabase, urlOf } from './database';
import { kill } from './left-processes';
import { Comparison, type Difference, type HiddenRows, type Known } from './old-desk/compare';
import { PeopleComparison } from './old-desk/compare-people';
import type { OldDesk } from './old-desk/old-desk';
import { type ProgramRun, startProgram } from './program';
import { callServer, type ServerProcess, startServerProcess } from './server-process';
import { temporaryFolder } from './temporary-folder';

/** A desk that an old one is moved to. The program and the server are processes of their own, as on the night of a move. */
export interface MovingDesk {
  connection: TestDatabase['connection'];
  /** Starts `hatchdesk import` for the old program with these parameters. */
  start(...parameters: string[]): ProgramRun;
  /** The same, and waits until it has ended well. @throws Error with what it said otherwise */
  import(...parameters: string[]): Promise<string>;
  /** Starts the server, if it does not run. */
  serve(env?: NodeJS.ProcessEnv): Promise<ServerProcess>;
  /** Calls an action of the server. */
  call(action: string, fields?: Record<string, string>): Promise<Record<string, unknown>>;
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** What comparing needs of a desk. */
type Readable = Pick<MovingDesk, 'call' | 'rows'>;

/** Makes an empty desk. @param program what is moved in, as the command line calls it */
export async function makeMovingDesk(program = 'whmcs'): Promise<MovingDesk> {
  const { connection } = await createTestDatabase();
  const folder = temporaryFolder();
  const env = { DATABASE_URL: urlOf(connection), HATCHDESK_DATA: folder, HATCHDESK_TIMEZONE: 'UTC' };
  let server: ServerProcess | undefined;
  let db: Client | undefined;
  const start = (...parameters: string[]) => startProgram(['import', program, ...parameters], env);

  async function serve(more: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    server ??= await startServerProcess(folder, { ...env, ...more });
    return server;
  }

  return {
    connection,
    start,
    serve,
    async import(...parameters) {
      const { code, stdout, stderr } = await start(...parameters).ended;
      if (code !== 0) throw new Error(`The import ended with ${code}: ${stderr.slice(-3000)} ${stdout.slice(-1000)}`);
      return stdout;
    },
    async call(action, fields = {}) {
      const answer = await callServer((await serve()).url, { action, ...fields });
      if (answer === undefined) throw new Error(`${action} got no answer`);
      return answer.answer;
    },
    async rows<Row extends object>(sql: string, values: unknown[] = []) {
      if (db === undefined) {
        db = new Client(connection);
        // The end of the run ends it, if no test has.
        db.on('error', () => {});
        await db.connect();
      }
      return (await db.query<Row>(sql, values)).rows;
    },
    async stop() {
      await db?.end();
      kill(server?.child.pid, 'SIGTERM');
      await server?.ended;
    },
  };
}

interface Hidden {
  of(ticketId: number): HiddenRows;
}

/** What no action shows, of all tickets. */
async function hiddenRows({ rows }: Readable): Promise<Hidden> {
  const messages = await rows<{ key: number; format: string; mailId: string | null }>(
    `select case when is_first then -ticket_id else id end as key, format, mail_id as "mailId" from messages`,
  );
  const followers = new Map<number, string[]>();
  for (const { ticketId, username } of await rows<{ ticketId: number; username: string }>(
    'select f.ticket_id as "ticketId", s.username from followers f join staff s on s.id = f.staff_id',
  )) {
    followers.set(ticketId, [...(followers.get(ticketId) ?? []), username]);
  }
  const formats = new Map(messages.map(({ key, format }) => [key, format]));
  const mailIds = new Map(messages.map(({ key, mailId }) => [key, mailId]));
  return { of: (ticketId) => ({ followers: followers.get(ticketId) ?? [], formats, mailIds }) };
}

/** So many calls run at a time. */
const PARALLEL = 6;

/** What the desk shows in another way than people on the old one knew it, of so many tickets chosen evenly. */
export async function compareTickets(
  desk: Readable,
  old: OldDesk,
  known: Known,
  most = Number.POSITIVE_INFINITY,
): Promise<Difference[]> {
  const comparison = new Comparison(old, (action, fields) => desk.call(action, fields));
  const hidden = await hiddenRows(desk);
  const step = Math.max(1, Math.floor(old.size / most));
  const chosen = [...old.tickets()].filter(
    ({ id, mergedIntoId }) =>
      id % step === 0 && (mergedIntoId === 0 || (known.mergedNotes && mergedIntoId > old.size + 1000)),
  );
  const next = chosen[Symbol.iterator]();
  const line = async () => {
    for (let { value, done } = next.next(); done !== true; { value, done } = next.next()) {
      if (value !== undefined) await comparison.ticket(value, known, hidden.of);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, line));
  return comparison.differences;
}

/** The same for people, what they have, and how the desk is set up. */
export async function comparePeople(desk: Readable, old: OldDesk): Promise<Difference[]> {
  const comparison = new PeopleComparison(old, (action, fields) => desk.call(action, fields));
  await comparison.setup();
  await comparison.clients();
  await comparison.contacts();
  await comparison.users();
  await comparison.belongings();
  return comparison.differences;
}

/** Everything that both sides know. */
export const EVERYTHING: Known = {
  ...{ tags: true, watchers: true, values: true, formats: true, closing: true, mergedNotes: true },
};

/** What WHMCS's API does not tell. */
export const BY_API: Known = {
  ...{ tags: false, watchers: false, values: false, formats: false, closing: false, mergedNotes: false },
};

/** One difference of each kind, with their number, so that a failure can be read. */
export function summary(differences: readonly Difference[]): { what: string; count: number; first: Difference }[] {
  const kinds = new Map<string, { what: string; count: number; first: Difference }>();
  for (const first of differences) {
    const what = first.what.replace(/\d+/g, 'N');
    const kind = kinds.get(what);
    if (kind === undefined) kinds.set(what, { what, count: 1, first });
    else kind.count += 1;
  }
  return [...kinds.values()];
}
