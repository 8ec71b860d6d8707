import type { Command } from 'commander';
import { readConfig } from '../config';
import { connect } from '../database/connect';
import { migrate } from '../database/migrate';
import { examine } from '../desk/doctor';
import type { Check } from '../desk/doctor/check';
import { EXIT } from './exits';
import { print, say } from './print';

export function addMaintenance(program: Command): void {
  program
    .command('migrate')
    .description('apply the pending migrations; can be interrupted and started again')
    .action(async (_options: object, command: Command) => {
      const { connection, stop } = await connect(readConfig());
      try {
        const applied = await migrate(connection, (name, index, count) => {
          process.stderr.write(`[${index}/${count}] ${name}\n`);
        });
        print(command, { applied: applied.length, migrations: applied });
      } finally {
        await stop();
      }
    });
  program
    .command('doctor')
    .description('find out what is wrong with this desk, and what to do')
    .addHelpText(
      'after',
      `\nExits with 0 if all checks pass and with ${EXIT.refused} if one fails. Hints are no failures. It changes nothing.`,
    )
    .action(async (_options: object, command: Command) => {
      const checks = await examine();
      if (command.optsWithGlobals<{ json?: boolean }>().json) say(JSON.stringify(checks, null, 2));
      else for (const check of checks) say(line(check));
      if (checks.some(({ ok }) => !ok)) process.exitCode = EXIT.refused;
      // A connection that hangs would keep the process from ending.
      setTimeout(() => process.exit(), END_WITHIN_MS).unref();
    });
}

const END_WITHIN_MS = 500;

const line = ({ ok, hint, name, detail }: Check): string =>
  `${ok ? (hint ? 'hint' : 'ok  ') : 'BAD '} ${name}: ${detail}`;
