import type { Logger } from 'pino';
import { readConfig } from '../config';
import { createLocalApi, type LocalApi } from '../doors/local';
import { createLog } from '../log';
import { type Desk, openDesk } from './desk';

/**
 * Opens the desk that the environment names for a program that is no server: its log has only what is not as it should be.
 *
 * @throws Error when it cannot be opened: wrong settings, no database.
 */
export async function openQuietly(): Promise<{ desk: Desk; log: Logger }> {
  const config = readConfig();
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel);
  return { desk: await openDesk(config, log), log };
}

/**
 * The way into a desk for calls from this process.
 *
 * @param onFailure hears of what went wrong and is no refusal.
 */
export const localApiInto = ({ callers, dispatcher, config }: Desk, onFailure: (failure: unknown) => void): LocalApi =>
  createLocalApi({ callers, dispatcher, timeZone: config.desk.timeZone, onFailure });
