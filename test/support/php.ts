import { spawn } from 'node:child_process';

/**
 * Runs a script in real PHP and parses what it prints as JSON. Throws on a PHP warning, because callers would see it
 * too.
 *
 * @param environment variables that the script reads with getenv().
 */
export async function runPhp(script: string, environment: Record<string, string> = {}): Promise<unknown> {
  const child = spawn('php', ['-d', 'display_errors=stderr', '-d', 'error_reporting=-1'], {
    env: { ...process.env, ...environment },
  });
  let output = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  child.stdin.end(script);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0 || complaints !== '') throw new Error(`php ended with ${code}: ${complaints}`);
  return JSON.parse(output);
}
