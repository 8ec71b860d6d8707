import fs from 'node:fs';
import path from 'node:path';
import { giveTo, type Location } from './location';

/** How many bytes and lines of the server's log to keep for error messages. */
const REPORT_LENGTH = 4096;
const REPORT_LINES = 8;

/** The file is emptied when it gets longer. It only has to explain how a server ended. */
const LONGEST_LOG = 1_000_000;

const logPath = (home: string): string => path.join(home, 'postgres.log');

/**
 * Opens an empty log file for a new server. It is a file because a server may outlive the process that started it, and
 * a pipe would not.
 *
 * @returns its handle, for the server to write to
 */
export function openServerLog({ home, account }: Location): number {
  const file = logPath(home);
  // A fresh file: whoever can write to the home may have put a link there.
  fs.rmSync(file, { force: true });
  const handle = fs.openSync(file, 'ax', 0o600);
  giveTo(file, account);
  return handle;
}

/** Empties the log when it has grown long. The server goes on writing at its new end. */
export function limitServerLog(home: string): void {
  try {
    if (fs.statSync(logPath(home)).size > LONGEST_LOG) fs.truncateSync(logPath(home));
  } catch {
    // The log is only a help, and there may be none.
  }
}

/** Connections that were refused while the server started or ended. They come in hundreds and say nothing of why. */
const REFUSED =
  /FATAL: {2}the database system is |DETAIL: {2}(Consistent recovery state has not been yet reached|Hot standby mode is disabled)/;

/** The last lines of the server's log. On a full disk it could write none, so this says what they would say. */
export function lastWords(home: string): string {
  try {
    const lines = fs.readFileSync(logPath(home), 'utf8').split('\n');
    const telling = lines.filter((line) => !REFUSED.test(line));
    const text = telling.join('\n').slice(-REPORT_LENGTH).trim();
    const { bavail, bsize } = fs.statfsSync(home);
    if (text === '' && bavail * bsize < REPORT_LENGTH) return 'No space left on device';
    return text.split('\n').slice(-REPORT_LINES).join('\n');
  } catch {
    return '';
  }
}
