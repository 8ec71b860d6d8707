import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Misuse } from './exits';

/**
 * Reads a secret from standard input: its first line. A terminal is asked for it, and does not show it.
 *
 * @throws Misuse if there is none
 */
export async function readSecret(question: string): Promise<string> {
  const secret = await readFirstLine(question);
  if (secret === undefined) throw new Misuse('There is no secret on standard input');
  return secret;
}

/**
 * Reads a secret in the same way that may be missing: then it is empty.
 *
 * @throws Misuse if somebody at a terminal ends the input without a line
 */
export async function readOptionalSecret(question: string): Promise<string> {
  const secret = await readFirstLine(question, true);
  if (secret === undefined && process.stdin.isTTY) throw new Misuse('Nothing was typed');
  return secret ?? '';
}

/** @returns undefined if there is none */
async function readFirstLine(question: string, mayBeEmpty = false): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: stdin.isTTY });
  try {
    for await (const line of lines) if (mayBeEmpty || line.trim() !== '') return line.trim();
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
  }
  return undefined;
}
