import { Command } from 'commander';
import { productVersion } from '../desk/desk';
import { addAccess } from './access';
import { addBackup } from './backup';
import { addCall } from './call';
import { addCategories } from './categories';
import { addClients } from './clients';
import { addCompare } from './compare';
import { addCustomFields } from './customfields';
import { addDeliveries } from './deliveries';
import { addDemoData } from './demo-data';
import { addDepartments } from './departments';
import { EXIT } from './exits';
import { addHooks } from './hooks';
import { addMaintenance } from './maintenance';
import { addNouns } from './nouns';
import { addPortal } from './portal';
import { addSeedLoad } from './seed/command';
import { addTokens } from './tokens';
import { addUsers } from './users';
import { addWebhooks } from './webhooks';

type Add = (program: Command) => void;

/** Commands that load much: the server, the pages, mail and the import. */
const HEAVY = {
  serve: () => (require('./serve') as typeof import('./serve')).addServe,
  describe: () => (require('./describe') as typeof import('./describe')).addDescribe,
  import: () => (require('./imports') as typeof import('./imports')).addImports,
  mail: () => (require('./mail') as typeof import('./mail')).addMail,
  mailbox: () => (require('./mailboxes') as typeof import('./mailboxes')).addMailboxes,
  pipe: () => (require('./pipe') as typeof import('./pipe')).addPipe,
  demo: () => (require('./demo') as typeof import('./demo')).addDemo,
} satisfies Record<string, () => Add>;

/** In the order in which the help lists them. */
const COMMANDS: readonly (Add | keyof typeof HEAVY)[] = [
  ...(['serve', addMaintenance, addBackup, addCall, 'describe', addAccess, addTokens, addDepartments] as const),
  ...([addCustomFields, addClients, addUsers, addCategories, addDeliveries, addWebhooks, addHooks] as const),
  ...(['import', 'mail', 'mailbox', 'pipe', addPortal, addCompare, addNouns] as const),
  ...(['demo', addDemoData, addSeedLoad] as const),
];

/**
 * Creates the command line, ready to parse arguments.
 *
 * @param wanted the command that will run. It need not load others, which takes 0.3 of 0.6 s; by default, and for a name
 *   that no command has, all of them are there
 */
export function createProgram(wanted?: string): Command {
  if (wanted !== undefined) {
    const program = programWith((name) => name === wanted);
    if (program.commands.some((command) => command.name() === wanted)) return program;
  }
  return programWith(() => true);
}

function programWith(isWanted: (heavy: keyof typeof HEAVY) => boolean): Command {
  const program = new Command('hatchdesk')
    .description(
      "A ticket server that answers at WHMCS's API address.\nSettings are environment variables: see docs/CONFIGURATION.md.",
    )
    .version(productVersion())
    .option('--json', 'print results as JSON')
    .showHelpAfterError()
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  $ hatchdesk serve
  $ hatchdesk call OpenTicket deptid=1 name=Ann email=ann@example.com subject=Hello message=World
  $ hatchdesk credential create --description 'contact form'

Exit codes: ${EXIT.done} done, ${EXIT.refused} refused, ${EXIT.usage} a command, option or setting is wrong, ${EXIT.unavailable} the desk cannot be opened.`,
    );
  for (const command of COMMANDS) {
    if (typeof command === 'function') command(program);
    else if (isWanted(command)) HEAVY[command]()(program);
  }
  return program;
}
