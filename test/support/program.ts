import { type ChildProcess, spawn } from 'node:child_process';
import type { Account } from '../../src/postgres/account';
import { bareEnvironment, PROGRAM } from './server-process';

export interface ProgramRun {
  child: ChildProcess;
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/**
 * Starts the real program with only these variables.
 *
 * @param input is all that it reads from standard input
 * @param account runs it; only root may name another than its own
 */
export function startProgram(
  parameters: string[],
  env: NodeJS.ProcessEnv,
  input?: string | Buffer,
  account: Partial<Account> = {},
): ProgramRun {
  const child = spawn(process.execPath, [PROGRAM, ...parameters], {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: { ...bareEnvironment(), ...env },
    ...account,
  });
  // It may end before it has read everything.
  child.stdin?.on('error', () => {}).end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}
