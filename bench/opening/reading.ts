import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Reading } from '../reading-results';
import { ENVIRONMENT } from '../servers';

/** So many of each question give a 99th percentile, and the desk was filled just now, so its data is in memory. */
const HOW = ['--requests', '200', '--warm-up', '300'];

/**
 * Measures reading as `npm run bench:reading` does.
 *
 * @throws Error with what it said, if it measured nothing
 */
export async function measureReading(databaseUrl: string, progress: (text: string) => void): Promise<Reading[]> {
  progress('measuring reading');
  const words = [join(__dirname, '..', 'reading.js'), '--json', ...HOW];
  const env = { ...ENVIRONMENT, DATABASE_URL: databaseUrl };
  // It also fails if a question was too slow, and then its figures say so.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, words, { env }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  if (!stdout.startsWith('[')) throw new Error(`Reading was not measured: ${stderr}`);
  return JSON.parse(stdout) as Reading[];
}
