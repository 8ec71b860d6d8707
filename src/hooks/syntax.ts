import { execFile } from 'node:child_process';

/** The syntax of one file is checked within a few hundred milliseconds. */
const LONGEST_CHECK_MS = 10_000;

/**
 * Finds the line of a syntax error in a module: Node tells it only on the command line, not to whoever imports.
 *
 * @returns undefined if the file is right, or if it cannot be said
 */
export function findSyntaxErrorLine(source: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const options = { env: {}, timeout: LONGEST_CHECK_MS };
    const checking = execFile(
      process.execPath,
      ['--check', '--input-type=module', '-'],
      options,
      (_error, _out, said) => {
        const [, line] = /^\[stdin\]:(\d+)/m.exec(said) ?? [];
        resolve(line === undefined ? undefined : Number(line));
      },
    );
    checking.stdin?.on('error', () => {});
    checking.stdin?.end(source);
  });
}
