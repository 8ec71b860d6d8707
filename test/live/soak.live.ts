import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/samples';
import { bareEnvironment } from '../support/server-process';

/** A minute long, so that the long soak before a release finds the program in order. */
test('a short soak finds nothing wrong, and says so', async () => {
  const program = join(ROOT, 'dist', 'bench', 'soak.js');
  const parameters = [program, '--minutes', '1', '--rate', '60'];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { env: bareEnvironment() }).catch(
    (failed: { stdout: string; stderr: string }) => ({ stdout: failed.stdout + failed.stderr }),
  );
  expect(stdout).toMatch(/\d times PostgreSQL was killed/);
  expect(stdout).toMatch(/[1-9]\d* acknowledged/);
  expect(stdout).toContain('All is well.');
}, 600_000);
