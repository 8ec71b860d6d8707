import { CommanderError } from 'commander';
import { ConfigError } from '../config';
import { complain } from './print';

/** The exit codes that mail servers understand (sysexits.h). With all but `temporary`, they send the mail back. */
export const SYSEXIT = { usage: 64, data: 65, noUser: 67, temporary: 75, config: 78 };

/** Ends the program with an exit code of a mail server's. */
export class SysExit extends Error {
  override name = 'SysExit';

  constructor(
    readonly exit: number,
    message: string,
  ) {
    super(message);
  }
}

/** Turns what a command threw into a message and an exit code for a mail server. Nothing unknown sends a mail back. */
export function asSysExit(thrown: unknown): SysExit {
  if (thrown instanceof SysExit) return thrown;
  if (thrown instanceof ConfigError) return new SysExit(SYSEXIT.config, thrown.message);
  // Commander has printed it.
  if (thrown instanceof CommanderError) return new SysExit(SYSEXIT.usage, '');
  if (thrown instanceof Error && thrown.name !== 'ApiError') complain(thrown);
  return new SysExit(SYSEXIT.temporary, thrown instanceof Error ? thrown.message : String(thrown));
}
