import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { supervisorLog } from '../../src/desk/supervisor-log';
import { lastWords } from '../../src/postgres/server-log';
import { temporaryFolder } from '../support/temporary-folder';

/** What PostgreSQL 18 writes on a full disk, among hundreds of calls that it refuses meanwhile. */
const refused = (pid: number) => [
  `2026-11-30 08:47:15.230 UTC [${pid}] FATAL:  the database system is not yet accepting connections`,
  `2026-11-30 08:47:15.230 UTC [${pid}] DETAIL:  Consistent recovery state has not been yet reached.`,
  `2026-11-30 08:47:15.231 UTC [${pid}] FATAL:  the database system is in recovery mode`,
];
const manyRefused = Array.from({ length: 300 }, (_, pid) => refused(pid)).flat();

function homeWith(lines: string[]): string {
  const home = temporaryFolder();
  writeFileSync(join(home, 'postgres.log'), lines.map((line) => `${line}\n`).join(''));
  return home;
}

test('the last words of PostgreSQL say why it ended, whatever calls it refused', () => {
  const why = [
    '2026-11-30 08:47:15.100 UTC [9] FATAL:  could not write to file "pg_wal/xlogtemp.9": No space left on device',
    '2026-11-30 08:47:15.300 UTC [8] LOG:  shutting down due to startup process failure',
  ];
  expect(lastWords(homeWith([...manyRefused, why[0]!, ...manyRefused, why[1]!, ...refused(7)]))).toBe(why.join('\n'));
  expect(lastWords(homeWith(refused(1)))).toBe('');
});

test('one failure is logged once a minute, in whatever order its lines come', () => {
  const lines: Record<string, unknown>[] = [];
  const tell = supervisorLog(pino({}, { write: (line: string) => lines.push(JSON.parse(line)) }));
  const full = 'FATAL:  could not write to file "pg_wal/xlogtemp.9": No space left on device';
  tell(`Postgres ended by itself (exit code 1), starting it again; its last log lines: LOG:  aborting\n${full}`);
  tell(`Postgres did not start (exit code 1): ${full}\nLOG:  aborting`);
  tell(`Postgres did not start (exit code 1): LOG:  redo starts at 0/1\n${full}`);
  expect(lines).toEqual([
    expect.objectContaining({ level: 50, todo: 'free space or enlarge the disk; it goes on by itself then' }),
  ]);
  tell('Postgres did not start (exit code 1): FATAL:  could not load pg_hba.conf');
  expect(lines).toHaveLength(2);
});
