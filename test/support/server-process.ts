import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from './eventually';
import { RUN } from './run-state';
import type { Credentials } from './world';

const ROOT = join(__dirname, '..', '..');

/** The program as installed. */
export const PROGRAM = join(ROOT, 'dist', 'src', 'cli.js');

/** A credential like a generated one, for servers that take it from their environment at the first start. */
export const CREDENTIALS: Credentials = {
  identifier: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345',
  secret: '543210zYxWvUtSrQpOnMlKjIhGfEdCbA',
};

export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** Every line of standard error so far. */
  lines: string[];
  /** Resolves when the process has ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** The environment of a program under test: no settings of this process, only the run that the program ends with. */
export const bareEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, [RUN]: process.env[RUN] });

/**
 * Starts the real server in a process of its own and waits until it listens.
 *
 * @param command starts the server.
 */
export async function startServerProcess(
  folder: string,
  env: NodeJS.ProcessEnv = {},
  [program, ...parameters]: readonly [string, ...string[]] = [process.execPath, PROGRAM, 'serve'],
): Promise<ServerProcess> {
  const child = spawn(program, parameters, {
    // What npm starts outlives npm if no signal reaches it. A test can end both by their process group.
    detached: program !== process.execPath,
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...bareEnvironment(),
      HATCHDESK_DATA: join(folder, 'data'),
      HATCHDESK_IDENTIFIER: CREDENTIALS.identifier,
      HATCHDESK_SECRET: CREDENTIALS.secret,
      PORT: '0',
      ...env,
    },
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const url = await eventually(() => {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}: ${lines.join('\n')}`);
    const listening = lines.find((line) => line.includes('"listening"'));
    return listening === undefined ? undefined : (JSON.parse(listening) as { url: string }).url;
  });
  return { url, child, lines, ended };
}

/** The process ids of the Postgres server on a data folder, and of its children. */
export function postgresPids(folder: string): number[] {
  const file = join(folder, 'data', 'pg18', 'postmaster.pid');
  if (!existsSync(file)) return [];
  const postmaster = Number.parseInt(readFileSync(file, 'utf8'), 10);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster)
    .map(Number);
  return parentOf(String(postmaster)) === undefined ? children : [postmaster, ...children];
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** What /proc says of a process; undefined if it has ended, even if nobody has asked for its exit code yet. */
export function commandOf(pid: number): { parent: number; line: string } | undefined {
  try {
    const parent = Number(parentOf(String(pid)));
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return line === '' ? undefined : { parent, line };
  } catch {
    return undefined;
  }
}

/** The processes that a supervisor started, its database left aside. */
export const workersOf = ({ child }: Pick<ServerProcess, 'child'>): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const command = commandOf(pid);
      return command?.parent === child.pid && command?.line.includes('--workers') === true;
    });

/** Calls an action of a server in another process. @returns undefined if no complete answer came. */
export async function callServer(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; answer: Record<string, unknown> } | undefined> {
  try {
    const body = new URLSearchParams({ ...CREDENTIALS, responsetype: 'json', ...fields });
    const response = await fetch(`${url}/includes/api.php`, { method: 'POST', body, headers });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

/** The same on a connection of its own: fetch keeps connections, and each leads to the process that took it. */
export async function callAnew(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): ReturnType<typeof callServer> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request(`${url}/includes/api.php`, { method: 'POST', agent: false, headers: { ...headers, ...type } }, resolve)
        .on('error', reject)
        .end(new URLSearchParams({ ...CREDENTIALS, responsetype: 'json', ...fields }).toString());
    });
    let body = '';
    for await (const chunk of response.setEncoding('utf8')) body += chunk;
    return { status: response.statusCode ?? 0, answer: JSON.parse(body) as Record<string, unknown> };
  } catch {
    return undefined;
  }
}

/** The fields of a guest's ticket. */
export const guestTicket = (subject: string): Record<string, string> => ({
  action: 'OpenTicket',
  deptid: '1',
  name: 'Ann',
  email: 'ann@example.com',
  subject,
  message: `About ${subject}`,
});
