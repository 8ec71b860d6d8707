import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, freePort } from '../../bench/pgbouncer';
import { eventually } from './eventually';
import { kill } from './left-processes';
import { blockWith } from './samples';
import { bareEnvironment } from './server-process';
import { temporaryFolder } from './temporary-folder';

const program = findProgram('nginx');

/** Like `describe`, for tests that need nginx. Where it is not installed, they are skipped, and their name says so. */
export function describeWithNginx(name: string, tests: () => void): void {
  const run = program === undefined ? describe.skip : describe;
  run(program === undefined ? `${name} (skipped: nginx is not installed)` : name, tests);
}

export interface Nginx {
  port: number;
  /** What it has reported so far. */
  reports(): string;
  stop(): void;
}

/** Starts nginx with the servers of docs/SCALING.md, in front of these ports of 127.0.0.1. */
export async function startNginx(ports: number[]): Promise<Nginx> {
  if (program === undefined) throw new Error('nginx is not installed');
  const folder = temporaryFolder();
  const port = await freePort();
  let servers = blockWith('docs/SCALING.md', 'nginx', 'upstream hatchdesk');
  for (const [index, each] of ports.entries())
    servers = servers.replace(`127.0.0.1:808${index + 1} `, `127.0.0.1:${each} `);
  const inFolder = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  const file = join(folder, 'nginx.conf');
  // One process, so that nothing is left when it is killed. As root, it would otherwise give up its rights to the folder.
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};
    ${process.geteuid?.() === 0 ? 'user root;' : ''}
    events { worker_connections 512; }
    http { access_log off; ${inFolder.join(' ')}
    ${servers.replace('listen 8080;', `listen 127.0.0.1:${port};`)} }`,
  );
  const child = spawn(program, ['-c', file, '-p', folder], {
    env: bareEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${complaint}`);
    return fetch(`http://127.0.0.1:${port}/readyz`).then(
      () => true,
      () => false,
    );
  });
  return {
    port,
    reports: () => readFileSync(join(folder, 'error.log'), 'utf8'),
    stop: () => kill(child.pid, 'SIGKILL'),
  };
}
