import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bareEnvironment } from '../support/server-process';

const PROGRAM = join(__dirname, '..', '..', 'dist', 'bench', 'deliveries.js');

/** Runs the bench, which ends with an error if what is promised is not kept. */
const run = (...parameters: string[]): string =>
  execFileSync(process.execPath, [PROGRAM, ...parameters], { env: bareEnvironment(), encoding: 'utf8' });

/** Live, because after each kill it takes ten seconds until the others' claims count no more. */
test('nothing is lost or comes out of order when the server is killed while it delivers', () => {
  const said = run('kills', '--events', '1200', '--kills', '3');
  expect(said).toContain('3600 deliveries through 3 kills');
  expect(said).toContain('missing 0, out of order 0,');
}, 600_000);

/** Live, because it opens tickets for half a minute. */
test('receivers that hang delay no other', () => {
  expect(run('hanging', '--receivers', '20')).toContain('600 tickets, 19 of 20 receivers hang: 600 came');
}, 600_000);
