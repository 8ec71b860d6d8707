import type { Command } from 'commander';
import { nonEmpty } from './options';
import { print } from './print';
import { act } from './run';

/** Adds the command for users, who sign in to the pages: `user remove-second-factor`. */
export function addUsers(program: Command): void {
  program
    .command('user')
    .description('users, who sign in to the pages')
    .command('remove-second-factor')
    .description('let a user who has lost their device and recovery codes sign in without a second factor')
    .argument('<email>', 'the e-mail address of the user', nonEmpty)
    .action(async (email: string, _options: object, command: Command) => {
      const { user_id: id } = await act('RemoveSecondFactor', { email });
      print(command, { id, email, secondFactor: 'removed' });
    });
}
