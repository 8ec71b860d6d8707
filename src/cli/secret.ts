import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Misuse } from './exits';

/**
 * Reads a secret from standard input: its first line. A terminal is asked for it, and does not show it.
 *
 * @throws Misuse if there is none
 */
export async function readSecret(question: string): Promise<string> {
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: stdin.isTTY });
  try {
    for await (const line of lines) if (line.trim() !== '') return line.trim();
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
  }
  throw new Misuse('There is no secret on standard input');
}
