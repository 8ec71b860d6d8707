import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code';

/** What a running server writes about itself. `ready` means that it accepts connections. */
export interface PostmasterFile {
  pid: number;
  dataDirectory: string;
  socketDirectory: string;
  ready: boolean;
}

/** The path of the server's lock file, in its data directory. */
export const postmasterFilePath = (dataDirectory: string): string => path.join(dataDirectory, 'postmaster.pid');

/**
 * Reads the server's lock file as pg_ctl does: line 1 has the pid, 2 the data directory, 5 the socket directory, 8 the status.
 * The file survives a kill of the server.
 *
 * @returns undefined when there is no file, or when Postgres has only begun to write it
 */
export function readPostmasterFile(dataDirectory: string): PostmasterFile | undefined {
  let text: string;
  try {
    text = fs.readFileSync(postmasterFilePath(dataDirectory), 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const [pid, writtenIn = '', , , socketDirectory = '', , , status = ''] = text.split('\n');
  if (!Number(pid)) return undefined;
  return { pid: Number(pid), dataDirectory: writtenIn, socketDirectory, ready: status.trim() === 'ready' };
}
