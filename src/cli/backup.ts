import type { Command } from 'commander';
import { type Backup, backUp } from '../backup/backup';
import { BackupRefused } from '../backup/refused';
import { type Restored, restore } from '../backup/restore';
import { readConfig } from '../config';
import { clock, productVersion } from '../desk/desk';
import { Refusal } from './exits';
import { print } from './print';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .argument('<file>', 'a new file')
    .description('save the whole desk in a file, while servers run; can be interrupted and leaves no half file')
    .option('--verify', 'restore it into a temporary place and compare it with the desk', false)
    .option('--force', 'replace the file if it exists', false)
    .action(async (file: string, { verify, force }: { verify: boolean; force: boolean }, command: Command) => {
      const saved = await interruptible((signal) =>
        backUp(file, readConfig(), { verify, force, signal, version: productVersion(), onProgress: tell }),
      );
      print(command, {
        file,
        ...summary(saved),
        time: saved.takenAt.toISOString(),
        bytes: saved.bytes,
        ...proof(saved),
      });
    });
  program
    .command('restore')
    .argument('<file>', 'a file that backup made')
    .description('replace the desk by a backup, while no server runs')
    .option(
      '--force',
      'replace the data that exists: the embedded database is kept beside, a server keeps nothing',
      false,
    )
    .action(async (file: string, { force }: { force: boolean }, command: Command) => {
      const restored = await interruptible((signal) =>
        restore(file, readConfig(), { force, signal, now: clock(), onProgress: tell }),
      );
      const { previous } = restored;
      print(command, { ...summary(restored), version: productVersion(), ...(previous && { previous }) });
    });
}

const tell = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const summary = ({ tickets, messages, newest, newestAt, key }: Backup | Restored): Record<string, unknown> => ({
  ...{ tickets, messages, newest: newest ?? 'none', opened: newestAt?.toISOString() ?? 'never', key },
});

const proof = ({ verified }: Backup): Record<string, unknown> => ({
  version: productVersion(),
  verified: verified ? `${verified.rows} rows of ${verified.tables} tables` : 'no',
});

/** Runs work that SIGINT and SIGTERM end, cleanly. */
async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  process.on('SIGINT', end).on('SIGTERM', end);
  try {
    return await work(ending.signal);
  } catch (error) {
    if (ending.signal.aborted) throw new Refusal('Interrupted: nothing was changed');
    throw error instanceof BackupRefused ? new Refusal(error.message) : error;
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}
