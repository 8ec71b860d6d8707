import type { Command } from 'commander';
import { findHookFiles } from '../hooks/files';
import { type HookRow, listHooks } from '../store/deliveries/hooks';
import { nonEmpty } from './options';
import { print, type Row } from './print';
import { act, withDesk } from './run';

/** Adds the commands for the operator's own code: `hooks list` and `hooks enable`. */
export function addHooks(program: Command): void {
  const hooks = program.command('hooks').description('your own code that is told what happens');
  hooks
    .command('list')
    .description('list hooks with their events, their state and the last failure')
    .action(async (_options: object, command: Command) => {
      print(
        command,
        await withDesk(async ({ config, database }) => {
          const found = config.hooks.folder === undefined ? undefined : await findHookFiles(config.hooks.folder);
          const rows = await database.transaction('read', listHooks);
          return describeHooks(found ?? { files: [], refused: [] }, rows);
        }),
      );
    });
  hooks
    .command('enable')
    .description('let a hook run again that was disabled because it failed; running servers load its file again')
    .argument('<name>', 'the name of the file', nonEmpty)
    .addHelpText('after', '\nExample:\n  $ hatchdesk hooks enable on-open.js')
    .action(async (name: string, _options: object, command: Command) => {
      await act('EnableHook', { name });
      print(command, { name, enabled: true });
    });
}

type Found = NonNullable<Awaited<ReturnType<typeof findHookFiles>>>;

function describeHooks({ files, refused }: Found, rows: HookRow[]): Row[] {
  const known = new Map(rows.map((row) => [row.name, row]));
  const here = files.map(({ name, digest }) => {
    const row = known.get(name);
    return describeHook(name, row, row?.digest === digest ? stateOf(row) : 'not loaded: is a server running?');
  });
  const unsafe = refused.map(({ name, reason }) => describeHook(name, known.get(name), `not loaded: ${reason}`));
  return [...here, ...unsafe];
}

const describeHook = (name: string, row: HookRow | undefined, state: string): Row => ({
  ...{ name, events: row?.events.join(', ') ?? '', state },
  ...{ failures: row?.failures ?? 0, lastFailure: row?.lastFailure ?? '' },
  lastFailureAt: row?.lastFailureAt?.toISOString() ?? '',
});

const stateOf = ({ disabledAt, failures }: HookRow): string =>
  disabledAt !== null ? `disabled since ${disabledAt.toISOString()}` : failures > 0 ? 'failing' : 'enabled';
