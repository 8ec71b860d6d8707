import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code';

/** What a running server says of itself. `ready` means that it takes connections. */
export interface PostmasterFile {
  pid: number;
  socketDirectory: string;
  ready: boolean;
}

/** Where Postgres keeps it, in its data directory. */
export const postmasterFilePath = (dataDirectory: string): string => path.join(dataDirectory, 'postmaster.pid');

/**
 * Reads the server's lock file the way pg_ctl does (line 1 the pid, 5 the socket directory, 8 the status);
 * undefined when there is none or it has only begun to be written. It outlives a server that was killed.
 */
export function readPostmasterFile(dataDirectory: string): PostmasterFile | undefined {
  let text: string;
  try {
    text = fs.readFileSync(postmasterFilePath(dataDirectory), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const [pid, , , , socketDirectory = '', , , status = ''] = text.split('\n');
  if (!Number(pid)) return undefined;
  return { pid: Number(pid), socketDirectory, ready: status.trim() === 'ready' };
}
