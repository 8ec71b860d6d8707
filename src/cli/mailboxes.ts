import type { Command } from 'commander';
import { existingId } from './options';
import { say } from './print';
import { act } from './run';

/** Adds the command that no other noun has. The others are made from the actions. */
export function addMailboxes(program: Command): void {
  program
    .command('mailbox')
    .description('mailboxes that mail is fetched from')
    .command('test')
    .description('sign in to a mailbox, and say what is wrong')
    .argument('<id>', 'the id of the mailbox', existingId)
    .action(async (mailboxid: number, _options: object, command: Command) => {
      const { result: _result, mailboxid: _id, ...found } = await act('TestMailbox', { mailboxid });
      const { works, problem, hints, mails, unseen } = found;
      if (command.optsWithGlobals<{ json?: boolean }>().json) say(JSON.stringify(found, null, 2));
      else {
        say(works ? `It works: ${mails} mails, ${unseen} of them unread` : String(problem));
        for (const hint of String(hints)
          .split(/(?<=[^.])\. /)
          .filter(Boolean))
          say(`hint: ${hint}`);
      }
      if (!works) process.exitCode = 1;
    });
}
