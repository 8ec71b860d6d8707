import type { Logger } from 'pino';
import { readConfig } from '../config';
import { createLocalApi, type LocalApi } from '../doors/local';
import { createLog } from '../log';
import { type Desk, openDesk } from './desk';

/**
 * Opens the desk that the environment names, for a program that is not a server. By default it logs only warnings and
 * errors.
 *
 * @throws Error when the desk cannot be opened: wrong settings, no database
 */
export async function openQuietly(): Promise<{ desk: Desk; log: Logger }> {
  const config = readConfig();
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  return { desk: await openDesk(config, log), log };
}

/**
 * Creates localAPI: the way into a desk for calls from this process.
 *
 * @param onFailure receives failures that are not refusals
 * @param onIgnored receives the action, and names and reasons of what the call went on without
 */
export const localApiInto = (
  { callers, dispatcher, config }: Desk,
  onFailure: (failure: unknown) => void,
  onIgnored: (action: string, ignored: string[]) => void,
): LocalApi => createLocalApi({ callers, dispatcher, timeZone: config.desk.timeZone, onFailure, onIgnored });
