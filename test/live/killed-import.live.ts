/** Lives here because it imports a desk again and again, and kills processes. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DATABASE_NAME, DATABASE_USER } from '../../src/postgres/cluster';
import { locate, socketDirectory } from '../../src/postgres/location';
import { SERVER_PORT } from '../../src/postgres/server';
import { kill } from '../support/left-processes';
import { digestsOf } from '../support/moved-digests';
import { makeMovingDesk } from '../support/moving-desk';
import { Dice } from '../support/old-desk/dice';
import { writeAttachments, writeDump } from '../support/old-desk/folder';
import { OldDesk } from '../support/old-desk/old-desk';
import { startProgram } from '../support/program';
import { postgresPids, startServerProcess } from '../support/server-process';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

/** How often an import is killed in all. IMPORT_KILLS=100 is for the record. */
const KILLS = Number(process.env.IMPORT_KILLS ?? 4);
/** So often one import is killed before it may end. */
const KILLS_OF_ONE = 4;
/** A hundred kills take longer than a test usually may. */
const LIMIT_MS = 300_000 + KILLS * 30_000;
const SIZE = 300;

const folder = temporaryFolder();
const [file, attachments] = [join(folder, 'dump.sql'), join(folder, 'attachments')];
const parameters = ['import', 'whmcs', '--dump', file, '--attachments', attachments];
let undisturbed: Record<string, string>;
let tookMs = 0;

beforeAll(async () => {
  const old = new OldDesk(SIZE);
  await writeDump(old, file);
  await writeAttachments(old, attachments);
  const desk = await makeMovingDesk();
  const started = performance.now();
  await desk.import('--dump', file, '--attachments', attachments);
  tookMs = performance.now() - started;
  undisturbed = await digestsOf(desk);
  await desk.stop();
});

/** A moment of an import: the beginning counts as much as any other. */
const moment = (dice: Dice): number => dice.next() * tookMs;

test(
  'an import that is killed again and again carries the same rows',
  async () => {
    const dice = new Dice('kills', KILLS);
    let killed = 0;
    while (killed < KILLS) {
      const desk = await makeMovingDesk();
      for (let count = 0; count < KILLS_OF_ONE && killed < KILLS; count++) {
        const run = desk.start('--dump', file, '--attachments', attachments);
        const ended = await Promise.race([run.ended, pause(moment(dice))]);
        kill(run.child.pid, 'SIGKILL');
        await run.ended;
        if (ended === undefined) killed += 1;
      }
      await desk.import('--dump', file, '--attachments', attachments);
      expect(await digestsOf(desk)).toEqual(undisturbed);
      await desk.stop();
    }
  },
  LIMIT_MS,
);

test(
  'an import whose PostgreSQL is killed carries the same rows',
  async () => {
    const dice = new Dice('database kills', KILLS);
    let killed = 0;
    while (killed < Math.ceil(KILLS / 3)) {
      // A database of its own, which the program starts and ends.
      const place = temporaryFolder();
      const env = { HATCHDESK_DATA: join(place, 'data'), HATCHDESK_TIMEZONE: 'UTC' };
      const started = await startProgram(['call', 'GetTickets'], env).ended;
      expect(started).toMatchObject({ code: 0 });
      for (let count = 0; count < KILLS_OF_ONE / 2; count++) {
        const run = startProgram(parameters, env);
        const ended = await Promise.race([run.ended, pause(moment(dice))]);
        const pids = postgresPids(place);
        for (const pid of pids) kill(pid, 'SIGKILL');
        await run.ended;
        if (ended === undefined && pids.length > 0) killed += 1;
      }
      const last = await startProgram(parameters, env).ended;
      expect({ code: last.code, stderr: last.code === 0 ? '' : last.stderr }).toEqual({ code: 0, stderr: '' });
      expect(await digestsThere(place)).toEqual(undisturbed);
      removeFolder(place);
    }
  },
  LIMIT_MS,
);

/** The digests of a desk on a database of its own, which is there while a server runs. */
async function digestsThere(place: string): Promise<Record<string, string>> {
  const server = await startServerProcess(place);
  const host = socketDirectory(locate(join(place, 'data')));
  const db = new Client({ host, port: SERVER_PORT, user: DATABASE_USER, database: DATABASE_NAME });
  await db.connect();
  const digests = await digestsOf({ rows: async <Row extends object>(sql: string) => (await db.query<Row>(sql)).rows });
  await db.end();
  kill(server.child.pid, 'SIGTERM');
  await server.ended;
  return digests;
}
