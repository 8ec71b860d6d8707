import { readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { Refusal } from './exits';
import { print } from './print';
import { act } from './run';

/** Far above what the setting allows, which says so itself. */
const MOST_BYTES = 1_000_000;

/** Adds the command for the logo. The other settings of the pages are texts, which `call` sets. */
export function addPortal(program: Command): void {
  const portal = program.command('portal').description('how the pages for people look');
  portal
    .command('logo')
    .description('set the picture at the top of the pages: PNG, JPEG, GIF or WebP, at most 64 KB')
    .argument('[file]', 'the picture')
    .option('--remove', 'remove the picture')
    .addHelpText(
      'after',
      '\nThe other settings of the pages are PortalColour, PortalTitle, PortalWelcome and PortalFooter:\n  $ hatchdesk call SetConfigurationValue setting=PortalColour value=#0b6e4f',
    )
    .action(async (file: string | undefined, { remove }: { remove?: boolean }, command: Command) => {
      if ((file === undefined) === (remove !== true)) command.error('error: name a file, or --remove', { exitCode: 2 });
      if (file === undefined) await act('ResetConfigurationValue', { setting: 'PortalLogo' });
      else await act('SetConfigurationValue', { setting: 'PortalLogo', value: `data:;base64,${readPicture(file)}` });
      print(command, { logo: file ?? 'none' });
    });
}

function readPicture(file: string): string {
  try {
    if (statSync(file).size > MOST_BYTES) throw new Error('the picture is too large');
    return readFileSync(file).toString('base64');
  } catch (error) {
    throw new Refusal(`${file}: ${(error as Error).message}`);
  }
}
